package io.wavetank.experiment.conformance;

/**
 * How far one recorded column and our replay agree.
 *
 * @param file the file that it stands in
 * @param column what was recorded
 * @param decisions how many decisions were compared
 * @param agreed how many of them are equal
 * @param firstDifference the first that is not, for people; the empty string if all are
 */
public record Agreement(String file, String column, long decisions, long agreed, String firstDifference) {
    /** Whether every decision agrees. */
    public boolean complete() {
        return agreed == decisions;
    }
}

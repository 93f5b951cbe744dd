package io.wavetank.experiment.scenario;

/**
 * Where a value stands.
 *
 * @param source the file, or the option of the command line
 * @param line from 1; 0 for an option
 * @param column from 1; 0 for an option
 */
record Place(String source, int line, int column) {
    /** Returns the place of what an option says. */
    static Place option(String text) {
        return new Place(text, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}

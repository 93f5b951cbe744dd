package io.wavetank.experiment.scenario;

/**
 * Something wrong in a scenario.
 *
 * @param place where
 * @param message what is wrong; what was expected; what may have been meant
 */
record Fault(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}

package io.wavetank.experiment.conformance.swarm;

/** Counts what is equal, and keeps the first that is not. */
final class Compared {
    private long total;
    private long agreed;
    private String firstDifference = "";

    /** Counts one decision; the empty string says that it is equal. */
    void add(String where, String difference) {
        total++;
        if (difference.isEmpty()) {
            agreed++;
        } else if (firstDifference.isEmpty()) {
            firstDifference = where + ": " + difference;
        }
    }

    long total() {
        return total;
    }

    long agreed() {
        return agreed;
    }

    String firstDifference() {
        return firstDifference;
    }

    /** Returns the empty string if both are equal, else both. */
    static String difference(String what, Object expected, Object got) {
        return expected.equals(got) ? "" : what + ": recorded " + expected + ", got " + got;
    }
}

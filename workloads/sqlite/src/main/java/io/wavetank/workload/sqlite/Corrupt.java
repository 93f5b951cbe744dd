package io.wavetank.workload.sqlite;

/** Says that bytes are not what the format says; {@link SqliteCells} makes a fault with the file of it. */
final class Corrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Corrupt(String problem) {
        super(problem, null, false, false);
    }
}

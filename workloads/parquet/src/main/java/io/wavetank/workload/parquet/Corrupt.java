package io.wavetank.workload.parquet;

/** Says that bytes are not what the format says; {@link ParquetCells} makes a fault with file and column of it. */
final class Corrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Corrupt(String problem) {
        super(problem, null, false, false);
    }
}

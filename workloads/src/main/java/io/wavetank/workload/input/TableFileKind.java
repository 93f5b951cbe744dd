package io.wavetank.workload.input;

/**
 * A kind of binary files that hold tables, such as Parquet. Modules bring theirs along; they are found through {@link java.util.ServiceLoader}.
 *
 * <p>Files are not trusted: whatever their bytes are, reading them ends with rows or with a {@link TraceFormatException}, in bounded memory.
 */
public interface TableFileKind {
    /** What such a file is, as messages say it: {@code a Parquet file}. */
    String title();

    /** Whether a file that begins so is one; at least 16 bytes unless the file is shorter. */
    boolean recognises(byte[] first);

    /** Reads what tables there are. */
    TableFile open(FileBytes bytes) throws TraceFormatException;
}

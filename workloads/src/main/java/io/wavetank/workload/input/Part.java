package io.wavetank.workload.input;

import java.io.Closeable;

/** One file of a trace while it is read. */
interface Part extends Closeable {
    /** Reads on to the end of the file without looking, so that a digest has seen it all. */
    void drain() throws TraceFormatException;

    @Override
    void close();
}

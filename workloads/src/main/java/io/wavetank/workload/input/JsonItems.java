package io.wavetank.workload.input;

import org.jspecify.annotations.Nullable;

/** The JSON values of a file one after another, or the rows of a binary table as JSON objects. One value at a time is in memory. */
public sealed interface JsonItems extends Part permits JsonTexts, JsonTable {
    /** Returns the next value, or null at the end of the file. */
    @Nullable
    JsonItem next() throws TraceFormatException;
}

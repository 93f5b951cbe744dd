package io.wavetank.workload.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON values of several files, one file after another. */
public final class JsonRows {
    private final Reading reading;
    private final List<TraceFile> files;
    private int position;
    private @Nullable JsonItems items;

    /** Reads these files, in this order. */
    public JsonRows(Reading reading, List<TraceFile> files) {
        this.reading = reading;
        this.files = List.copyOf(files);
    }

    /** Returns the next value, or null after the last of the last file. */
    public @Nullable JsonItem next() throws TraceFormatException {
        while (true) {
            JsonItems open = items;
            if (open == null) {
                if (position == files.size()) {
                    return null;
                }
                open = reading.json(files.get(position++));
                items = open;
            }
            JsonItem item = open.next();
            if (item != null) {
                return item;
            }
            reading.done(open);
            items = null;
        }
    }
}

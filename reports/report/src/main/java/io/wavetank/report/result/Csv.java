package io.wavetank.report.result;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a CSV file row by row: comma, line feed, UTF-8, quotes only where needed. Packed if the name ends in {@code .gz}. */
public final class Csv implements Closeable {
    private static final int FLUSH_AT = 1 << 15;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 1024);
    private boolean rowBegun;

    /** Opens a new file and writes the head line. */
    public Csv(Path file, List<String> columns) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        this.out = file.toString().endsWith(".gz") ? new FastGzip(raw) : raw;
        columns.forEach(this::field);
        endRow();
    }

    /** Adds a field to the row. */
    public Csv field(String text) {
        separate();
        if (needsQuotes(text)) {
            buffer.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            buffer.append(text);
        }
        return this;
    }

    /** Adds a whole number to the row. */
    public Csv field(long value) {
        separate();
        buffer.append(value);
        return this;
    }

    /** Adds a time to the row; what has not happened (-1) is left empty. */
    public Csv time(long nanos) {
        separate();
        if (nanos >= 0) {
            buffer.append(nanos);
        }
        return this;
    }

    private void separate() {
        if (rowBegun) {
            buffer.append(',');
        }
        rowBegun = true;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Ends the row. */
    public void endRow() throws IOException {
        buffer.append('\n');
        rowBegun = false;
        if (buffer.length() >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
        buffer.setLength(0);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    /** Packing at the fastest level: result files are written once a run and read seldom. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 15);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

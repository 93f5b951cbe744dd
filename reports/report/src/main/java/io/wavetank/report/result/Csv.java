package io.wavetank.report.result;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a CSV file row by row: comma, line feed, UTF-8, quotes only where needed. Packed if the name ends in {@code .gz}. The rows of large runs
 * are many millions, so fields go into bytes at once, without texts in between.
 */
public final class Csv implements Closeable {
    private static final int FLUSH_AT = 1 << 15;

    /** The most digits of a long, with its sign. */
    private static final int DIGITS_MAX = 20;

    private static final int ASCII = 128;

    private final OutputStream out;
    private byte[] buffer = new byte[FLUSH_AT + 1024];
    private int size;
    private boolean rowBegun;
    private long lastTime = -1;
    private int lastTimeAt;
    private int lastTimeLength;

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
        int length = text.length();
        reserve(length);
        byte[] target = buffer;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || c == ',' || c == '"' || c == '\n' || c == '\r') {
                unusual(text);
                return this;
            }
            target[at + i] = (byte) c;
        }
        size = at + length;
        return this;
    }

    private void unusual(String text) {
        byte[] bytes =
                (needsQuotes(text) ? '"' + text.replace("\"", "\"\"") + '"' : text).getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /** Adds a whole number to the row. */
    public Csv field(long value) {
        separate();
        reserve(DIGITS_MAX);
        size = Digits.write(value, buffer, size);
        return this;
    }

    /** Adds a time to the row; what has not happened (-1) is left empty. Many times of a row are those of the field before. */
    public Csv time(long nanos) {
        separate();
        if (nanos < 0) {
            return this;
        }
        reserve(DIGITS_MAX);
        if (nanos == lastTime) {
            System.arraycopy(buffer, lastTimeAt, buffer, size, lastTimeLength);
            size += lastTimeLength;
            return this;
        }
        lastTimeAt = size;
        size = Digits.write(nanos, buffer, size);
        lastTimeLength = size - lastTimeAt;
        lastTime = nanos;
        return this;
    }

    private void separate() {
        if (rowBegun) {
            reserve(1);
            buffer[size++] = ',';
        }
        rowBegun = true;
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.addExact(2 * buffer.length, bytes));
        }
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
        reserve(1);
        buffer[size++] = '\n';
        rowBegun = false;
        if (size >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
        lastTime = -1;
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

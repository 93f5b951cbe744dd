package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Whole numbers between blanks and line ends, one at a time, for files whose lines may be of any length. */
public final class Words implements Part {
    private static final int MAX_DIGITS = 18;

    private final String file;
    private final Packing packing;
    private final InputStream packed;
    private final InputStream unpacked;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line = 1;
    private long value;

    Words(String file, Packing packing, InputStream packed, InputStream unpacked) {
        this.file = file;
        this.packing = packing;
        this.packed = packed;
        this.unpacked = unpacked;
    }

    /** Steps to the next number; false at the end of the file. */
    public boolean next() throws TraceFormatException {
        int mark = read();
        while (mark == ' ' || mark == '\t' || mark == '\r' || mark == '\n') {
            line += mark == '\n' ? 1 : 0;
            mark = read();
        }
        if (mark < 0) {
            return false;
        }
        value = 0;
        int digits = 0;
        while (mark >= '0' && mark <= '9' && digits <= MAX_DIGITS) {
            value = value * 10 + (mark - '0');
            digits++;
            mark = read();
        }
        if (digits == 0
                || digits > MAX_DIGITS
                || !(mark < 0 || mark == ' ' || mark == '\t' || mark == '\r' || mark == '\n')) {
            throw new TraceFormatException(
                    file, line, "whole numbers of ordinary size between blanks expected", "correct this place");
        }
        line += mark == '\n' ? 1 : 0;
        return true;
    }

    /** The number. */
    public long value() {
        return value;
    }

    private int read() throws TraceFormatException {
        if (position == limit) {
            try {
                limit = unpacked.read(buffer, 0, buffer.length);
            } catch (IOException | RuntimeException e) {
                throw Lines.broken(file, packing, line, e);
            }
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    @Override
    public void drain() throws TraceFormatException {
        try {
            packed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Lines.broken(file, packing, line, e);
        }
    }

    @Override
    public void close() {
        try (packed) {
            unpacked.close();
        } catch (IOException | RuntimeException e) {
            // Everything wanted has been read; there is nothing that a failing close could spoil.
        }
    }
}

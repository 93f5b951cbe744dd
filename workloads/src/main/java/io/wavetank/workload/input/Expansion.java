package io.wavetank.workload.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What comes out of a packed file, watched: a few kilobytes that unpack to gigabytes of nothing are refused before they have cost much time.
 *
 * <p>From {@link #FREE_BYTES} on, no more than {@link #MAX_RATIO} bytes may come out for each one that has gone in. Published traces unpack to 3 to
 * 30 times their size; what is made to fill disks, to a thousand times and more.
 */
final class Expansion extends FilterInputStream {
    /** So much may come out of any file. */
    static final long FREE_BYTES = 64L << 20;

    /** How many bytes may come out for each one that has gone in. */
    static final int MAX_RATIO = 250;

    private final Taken taken;
    private long given;

    /** Counts what is taken from the packed file. */
    static final class Taken extends FilterInputStream {
        private long bytes;

        Taken(InputStream packed) {
            super(packed);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            bytes += Math.max(0, count);
            return count;
        }
    }

    /** Says that a file unpacks to more than it should. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("unpack to more than " + MAX_RATIO + " times their size");
        }
    }

    Expansion(InputStream unpacked, Taken taken) {
        super(unpacked);
        this.taken = taken;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws IOException {
        given += bytes;
        if (given > FREE_BYTES && given / MAX_RATIO > taken.bytes) {
            throw new TooMuch();
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passedOver = new byte[(int) Math.max(0, Math.min(count, 1 << 16))];
        return passedOver.length == 0 ? 0 : Math.max(0, read(passedOver, 0, passedOver.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

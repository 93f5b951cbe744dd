package io.wavetank.workload.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream of which the first bytes have been looked at: they come first all the same, and a failure that was met there comes where it was met. */
final class Peeked extends InputStream {
    private final InputStream in;
    private final byte[] first;
    private final @Nullable IOException failure;
    private int position;

    private Peeked(InputStream in, byte[] first, @Nullable IOException failure) {
        this.in = in;
        this.first = first;
        this.failure = failure;
    }

    /** Looks at the first bytes of a stream, as many as there are up to {@code most}. */
    static Peeked of(InputStream in, int most) {
        byte[] first = new byte[most];
        int length = 0;
        IOException failure = null;
        try {
            for (int count = 0; count >= 0 && length < most; length += Math.max(0, count)) {
                count = in.read(first, length, most - length);
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) { // zstd reports corrupt data by an unchecked exception
            failure = new IOException(e.getMessage(), e);
        }
        return new Peeked(in, Arrays.copyOf(first, length), failure);
    }

    /** The first bytes. */
    byte[] first() {
        return first;
    }

    @Override
    public int read() throws IOException {
        if (position < first.length) {
            return first[position++] & 0xFF;
        }
        check();
        return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int left = first.length - position;
        if (left > 0) {
            int count = Math.min(left, length);
            System.arraycopy(first, position, target, offset, count);
            position += count;
            return count;
        }
        check();
        return in.read(target, offset, length);
    }

    private void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

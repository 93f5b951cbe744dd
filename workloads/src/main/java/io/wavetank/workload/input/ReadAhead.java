package io.wavetank.workload.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is unpacked on another thread, a little ahead of where it is read: rows are made and replayed while the next ones are unpacked.
 *
 * <p>The bytes are those of the stream in their order, and a failure comes where it was met, so that nothing depends on how the threads run. The first
 * {@link #PATIENCE_BYTES} are read directly: a look at how a file begins starts no thread. Threads are as many as processors, whatever the number of
 * files, and none of them keeps a program from ending. One thread reads it.
 */
final class ReadAhead extends InputStream {
    /** So much is read before a thread is asked to go ahead. */
    static final int PATIENCE_BYTES = 1 << 16;

    private static final int BLOCK_BYTES = 1 << 16;
    private static final int BLOCKS = 4;
    private static final ExecutorService THREADS = threads(Runtime.getRuntime().availableProcessors());

    private final InputStream in;
    private int passed;

    // Of the reader alone.
    private byte[] block = new byte[0];
    private int position;
    private int limit;

    // Shared, under the lock of this object: a ring of blocks, of which some are filled.
    private final byte[][] ring = new byte[BLOCKS][];
    private final int[] lengths = new int[BLOCKS];
    private int oldest;
    private int filled;
    private boolean working;
    private boolean ended;
    private boolean stopped;
    private @Nullable Throwable failure;

    ReadAhead(InputStream in) {
        this.in = in;
    }

    private static ExecutorService threads(int count) {
        var pool = new ThreadPoolExecutor(count, count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "read-ahead");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (passed < PATIENCE_BYTES) {
            int got = in.read(target, offset, count);
            passed += Math.max(0, got);
            return got;
        }
        if (count == 0) {
            return 0;
        }
        if (position == limit && !takeBlock()) {
            return -1;
        }
        int got = Math.min(count, limit - position);
        System.arraycopy(block, position, target, offset, got);
        position += got;
        return got;
    }

    /** Gives back the block that has been read, and takes the next; false at the end. */
    private synchronized boolean takeBlock() throws IOException {
        startWork();
        while (filled == 0 && !ended) {
            if (stopped) {
                throw new IOException("closed");
            }
            await();
        }
        if (filled == 0) {
            rethrow(failure);
            return false;
        }
        byte[] empty = block;
        block = ring[oldest];
        limit = lengths[oldest];
        position = 0;
        ring[oldest] = empty;
        oldest = (oldest + 1) % BLOCKS;
        filled--;
        startWork();
        return true;
    }

    /** A thread is asked when half of the blocks are empty: to ask costs more than to fill one. */
    private void startWork() {
        if (!working && !ended && !stopped && filled <= BLOCKS / 2) {
            working = true;
            THREADS.execute(this::work);
        }
    }

    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                wait();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // whoever interrupts wants the run to end, which asks for that itself
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Fills blocks until none is empty, the stream ends, or nobody wants more. */
    private void work() {
        byte[] empty = emptyBlock();
        while (empty.length > 0) {
            int length = 0;
            Throwable met = null;
            try {
                for (int got = 0; got >= 0 && length < empty.length; length += Math.max(0, got)) {
                    got = in.read(empty, length, empty.length - length);
                }
            } catch (Throwable e) { // whatever it is, it is thrown where it was met
                met = e;
            }
            empty = filled(empty, length, met);
        }
    }

    /** The block to be filled next; empty if there is none, and then this work is over. */
    private synchronized byte[] emptyBlock() {
        if (stopped || ended || filled == BLOCKS) {
            working = false;
            notifyAll();
            return new byte[0];
        }
        byte[] block = ring[(oldest + filled) % BLOCKS];
        return block == null || block.length == 0 ? new byte[BLOCK_BYTES] : block;
    }

    private synchronized byte[] filled(byte[] block, int length, @Nullable Throwable met) {
        if (length > 0) {
            int at = (oldest + filled) % BLOCKS;
            ring[at] = block;
            lengths[at] = length;
            filled++;
        }
        failure = met;
        ended = met != null || length < block.length;
        notifyAll();
        return emptyBlock();
    }

    /** Lets nobody read ahead any more; when this returns, nobody does. What has been read ahead is lost. */
    synchronized void stop() {
        stopped = true;
        while (working) {
            await();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        in.close();
    }

    /** The stream that this one reads from at last, for those that want to go on with it themselves: nobody reads ahead from then on. */
    InputStream after(InputStream packed) {
        return new FilterInputStream(packed) {
            @Override
            public int read() throws IOException {
                ReadAhead.this.stop();
                return in.read();
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                ReadAhead.this.stop();
                return in.read(target, offset, count);
            }

            @Override
            public void close() throws IOException {
                ReadAhead.this.stop();
                in.close();
            }
        };
    }
}

package io.wavetank.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does independent pieces of work on several threads and gives their results in the order of the pieces. */
public final class Workers {
    /** One piece of work. */
    @FunctionalInterface
    public interface Work<T, R> {
        /** Does it. */
        R of(T piece) throws IOException;
    }

    private Workers() {}

    /** Does all pieces; the first failure, in the order of the pieces, ends the rest. */
    public static <T, R> List<R> inOrder(int workers, List<T> pieces, Work<T, R> work) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(workers, pieces.size())));
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T piece : pieces) {
                futures.add(threads.submit(() -> work.of(piece)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            } else if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** A run that still writes would write into a folder that is being removed. */
    private static void awaitEnd(ExecutorService threads) {
        try {
            while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

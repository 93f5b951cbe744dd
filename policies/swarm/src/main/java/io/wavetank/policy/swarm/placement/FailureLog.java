package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When tasks of each version of each service failed on one node of late. A node with many such failures comes after all that have fewer.
 *
 * <p>A failure of exactly {@link #WINDOW_NANOS} ago counts when nodes are compared, and is forgotten when the next one is noted.
 */
final class FailureLog {
    /** How long a failure is remembered: 5 minutes. */
    static final long WINDOW_NANOS = 300_000_000_000L;
    /** From how many failures on they matter. */
    static final int MANY = 5;

    /** Which version of which service. */
    private record Version(String service, long number) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : Long.compare(number, other.number);
        }
    }

    /** Times of failures, oldest first. */
    private static final class Times {
        private long[] nanos = new long[MANY];
        private int count;

        void add(long now) {
            int expired = 0;
            while (expired < count && expired(nanos[expired], now)) {
                expired++;
            }
            count -= expired;
            System.arraycopy(nanos, expired, nanos, 0, count);
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = now;
        }

        long newest() {
            return nanos[count - 1];
        }

        int since(long now) {
            int recent = 0;
            while (recent < count && now - nanos[count - 1 - recent] <= WINDOW_NANOS) {
                recent++;
            }
            return recent;
        }
    }

    private final SortedMap<Version, Times> failures = new TreeMap<>();
    private long cleanedNanos;

    private static boolean expired(long failureNanos, long nowNanos) {
        return nowNanos - failureNanos >= WINDOW_NANOS;
    }

    /** Notes a failure. What has expired of other services is forgotten no more often than once in a window. */
    void add(TaskSpec spec, long nowNanos) {
        if (failures.isEmpty() || expired(cleanedNanos, nowNanos)) {
            failures.values().removeIf(times -> expired(times.newest(), nowNanos));
            cleanedNanos = nowNanos;
        }
        failures.computeIfAbsent(new Version(spec.service(), spec.version()), key -> new Times())
                .add(nowNanos);
    }

    /** How many failures there were of late. */
    int recent(TaskSpec spec, long nowNanos) {
        if (failures.isEmpty()) {
            return 0;
        }
        Times times = failures.get(new Version(spec.service(), spec.version()));
        return times == null ? 0 : times.since(nowNanos);
    }
}

package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.Bulkhead;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.RetryBudget;
import java.util.EnumMap;
import java.util.Map;

/**
 * What Envoy calls circuit breakers: how many connections, waiting requests, requests and retries to one service may be there at once.
 *
 * <p>Each resource is counted by itself; what is over its threshold is refused at once. A threshold is open while it is reached.
 *
 * <p>Source: Envoy 1.39, {@code CircuitBreakers.Thresholds}: 1,024 of each, but 3 retries.
 */
public final class UpstreamResources {
    /** What is counted. */
    public enum Resource {
        /** Connections that are open. */
        CONNECTIONS,
        /** Requests that wait for a connection. */
        PENDING,
        /** Requests that are under way. */
        REQUESTS,
        /** Retries that are under way or wait. */
        RETRIES
    }

    /**
     * The most of each.
     *
     * @param connections open at once
     * @param pending waiting at once
     * @param requests under way at once
     * @param retries under way at once
     */
    public record Thresholds(int connections, int pending, int requests, int retries) {
        /** Envoy's defaults. */
        public static final Thresholds ENVOY = new Thresholds(1_024, 1_024, 1_024, 3);

        /** Checks the ranges. */
        public Thresholds {
            if (connections < 0 || pending < 0 || requests < 0 || retries < 0) {
                throw new IllegalArgumentException("Thresholds are not negative: " + connections + ", " + pending + ", "
                        + requests + ", " + retries);
            }
        }

        int of(Resource resource) {
            return switch (resource) {
                case CONNECTIONS -> connections;
                case PENDING -> pending;
                case REQUESTS -> requests;
                case RETRIES -> retries;
            };
        }
    }

    private final Thresholds thresholds;
    private final Map<Resource, Integer> taken = new EnumMap<>(Resource.class);
    private final Map<Resource, Long> overflows = new EnumMap<>(Resource.class);

    /** Creates them with nothing taken. */
    public UpstreamResources(Thresholds thresholds) {
        this.thresholds = thresholds;
        for (Resource each : Resource.values()) {
            taken.put(each, 0);
            overflows.put(each, 0L);
        }
    }

    /** Takes one if the threshold is not reached, and counts an overflow else. */
    public boolean tryTake(Resource resource) {
        int before = taken(resource);
        if (before >= thresholds.of(resource)) {
            overflows.merge(resource, 1L, Long::sum);
            return false;
        }
        taken.put(resource, before + 1);
        return true;
    }

    /**
     * Gives one back.
     *
     * @throws IllegalStateException if none is taken
     */
    public void giveBack(Resource resource) {
        int before = taken(resource);
        if (before == 0) {
            throw new IllegalStateException("None taken of " + resource);
        }
        taken.put(resource, before - 1);
    }

    /** How many are taken. */
    public int taken(Resource resource) {
        return taken.getOrDefault(resource, 0);
    }

    /** How many were refused. */
    public long overflows(Resource resource) {
        return overflows.getOrDefault(resource, 0L);
    }

    /** Whether the next one would be refused. */
    public boolean open(Resource resource) {
        return taken(resource) >= thresholds.of(resource);
    }

    /** The bound on requests under way, as a bulkhead. */
    public Bulkhead requests() {
        return new Bulkhead() {
            @Override
            public boolean tryEnter(long nowNanos) {
                return tryTake(Resource.REQUESTS);
            }

            @Override
            public void leave(CallOutcome outcome, long latencyNanos, long nowNanos) {
                giveBack(Resource.REQUESTS);
            }

            @Override
            public int limit(long nowNanos) {
                return thresholds.requests();
            }
        };
    }

    /** The bound on retries, as a budget. */
    public RetryBudget retries() {
        return new RetryBudget() {
            @Override
            public boolean tryTake(long nowNanos) {
                return UpstreamResources.this.tryTake(Resource.RETRIES);
            }

            @Override
            public void retryEnded(long nowNanos) {
                giveBack(Resource.RETRIES);
            }
        };
    }
}

package io.wavetank.sim.traffic;

/**
 * What memory a replica takes, and what happens when it is too much: it is killed, what it was serving is reset, and it starts again in its place
 * after a back-off.
 *
 * <p>Source of the back-off: the kubelet restarts a container at once, then after 10 s, and twice as long each time up to 300 s; a container that
 * ran for 10 minutes begins anew.
 *
 * @param baseBytes without any request
 * @param requestBytes for each request that is in it, those that wait among them
 * @param limitBytes at more it is killed; {@code Long.MAX_VALUE} for none
 * @param restart how long it takes from its start until it is ready, in nanoseconds
 */
public record MemorySpec(long baseBytes, long requestBytes, long limitBytes, ServiceTime restart) {
    private static final long FIRST_BACK_OFF = 10_000_000_000L;
    private static final long MOST_BACK_OFF = 300_000_000_000L;

    /** How long a container must run until its next back-off is the first again, in nanoseconds. */
    static final long FORGIVEN_NANOS = 600_000_000_000L;

    /** Checks the ranges. */
    public MemorySpec {
        if (baseBytes < 0 || requestBytes < 0 || limitBytes <= baseBytes) {
            throw new IllegalArgumentException("Memory needs 0 <= base < limit and 0 or more a request: " + baseBytes
                    + ", " + limitBytes + ", " + requestBytes);
        }
    }

    /** The most requests that fit under the limit. */
    int mostRequests() {
        return requestBytes == 0
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, (limitBytes - baseBytes) / requestBytes);
    }

    /** How long the restart of a number waits, 0 being the first one, in nanoseconds. */
    static long backOffNanos(int restarts) {
        return restarts == 0 ? 0 : Math.min(MOST_BACK_OFF, FIRST_BACK_OFF << Math.min(restarts - 1, 20));
    }
}

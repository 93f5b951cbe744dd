package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the loss of packets costs messages: one that is lost is sent again after a time-out, which doubles each time.
 *
 * <p>Of a message of which a share {@code p} is lost each time, k sendings are lost with the probability {@code p^k (1 - p)}, which delays it by
 * {@code 200 ms (2^k - 1)}, no time-out being longer than 120 s; k is at most 15, as {@code tcp_retries2} of Linux has it. The way of a message loses {@code 1 - (1 - p)(1 - q)} where its ends lose p and q.
 *
 * <p>Source: RFC 6298; Linux, {@code TCP_RTO_MIN}, {@code TCP_RTO_MAX} and {@code tcp_retries2}.
 */
final class PacketLoss {
    private static final long TIMEOUT_NANOS = 200_000_000L;
    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final int MOST = 15;

    private final Draws draws;
    /** By node: what share of the messages its network lets through; nodes that are missing let all. */
    private final SortedMap<Integer, Double> through = new TreeMap<>();

    PacketLoss(Draws draws) {
        this.draws = draws;
    }

    /** Whether any node loses packets. */
    boolean any() {
        return !through.isEmpty();
    }

    /** A share of what comes to a node, or from it, is lost from now on, or is not any more. */
    void lossOf(int node, double share, boolean begins) {
        double rest = through.getOrDefault(node, 1.0);
        double now = begins ? rest * (1 - share) : rest / (1 - share);
        if (now > 1 - 1e-12) {
            through.remove(node);
        } else {
            through.put(node, now);
        }
    }

    /** How much later a message arrives, in nanoseconds. */
    long nanos(Place from, Place to, long subject, long k) {
        double lost = from.node() == to.node() ? 0 : 1 - through(from) * through(to);
        if (lost <= 0) {
            return 0;
        }
        double sendings = StrictMath.log(draws.uniform(subject, k)) / StrictMath.log(lost);
        int times = (int) Math.min(MOST, Math.floor(sendings));
        return later(times);
    }

    /** How much later a message arrives that was lost so often. */
    static long later(int times) {
        long nanos = 0;
        for (int i = 0; i < times; i++) {
            nanos += Math.min(TIMEOUT_NANOS << i, LONGEST_NANOS);
        }
        return nanos;
    }

    private double through(Place place) {
        return through.getOrDefault(place.node(), 1.0);
    }
}

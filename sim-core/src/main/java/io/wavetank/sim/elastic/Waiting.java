package io.wavetank.sim.elastic;

/**
 * How long requests wait for one of several servers, as long as there are enough of them: Erlang's delay formula.
 *
 * <p>With c servers and an offered load of a, the probability to wait at all is {@code C = B / (1 - a / c * (1 - B))}, B by the recursion
 * {@code B(k) = a * B(k-1) / (k + a * B(k-1))} from {@code B(0) = 1}; who waits, waits exponentially, with the rate {@code capacity - arrivals}.
 *
 * <p>Source: A. K. Erlang 1917; the recursion is in any text on queues, such as L. Kleinrock, Queueing Systems, volume 1, 1975.
 */
final class Waiting {
    private Waiting() {}

    /** The probability that a request waits. */
    static double probability(int servers, double offered) {
        if (offered >= servers) {
            return 1;
        }
        double blocked = 1;
        for (int k = 1; k <= servers; k++) {
            blocked = offered * blocked / (k + offered * blocked);
        }
        return blocked / (1 - offered / servers * (1 - blocked));
    }
}

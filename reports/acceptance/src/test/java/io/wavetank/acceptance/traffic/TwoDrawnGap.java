package io.wavetank.acceptance.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficSpec;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * By how much two drawn of n servers at load 0.9 are slower than in the limit of many servers, in milliseconds.
 *
 * <p>The gap is small beside what chance does to the load, so it is measured with control variates: figures of the same run whose expectation is known to
 * be 0. They are how many more requests came than expected, how much more work they had, and for each length k up to 6 by how much the requests that
 * made a queue that long outnumber those that ended there: in the steady state the share {@code s(k)} of servers with k or more is in the mean {@code
 * load * } that of pairs of servers both of which have k - 1 or more, with any n. The state is looked at once a millisecond. The gap is the intercept of
 * the regression of mean latencies on their deviations, its interval that of the intercept.
 *
 * <p>Source of the method: A. Law, "Simulation Modeling and Analysis", control variates. Of the relation: balance of the flow up and down at length k.
 *
 * @param servers n
 * @param millis the gap
 * @param halfWidth of its 95 % interval
 */
record TwoDrawnGap(int servers, double millis, double halfWidth) {
    private static final double MS = 1e6;
    private static final double LOAD = 0.9;
    private static final int LENGTHS = 6;
    /** Some 15 relaxation times. */
    private static final int WARM_UP_MILLIS = 500;
    /** After so long all are answered that came in time. */
    private static final int LAST_MILLIS = 200;

    /** The mean latency of one replication, and its controls. */
    private record Replication(double millis, double[] controls) {}

    /** Measures it in so many replications, each over so many milliseconds after its warm-up. */
    static TwoDrawnGap measure(int servers, int replications, int millis) {
        double[] latencies = new double[replications];
        double[][] controls = new double[replications][];
        for (int i = 0; i < replications; i++) {
            Replication found = replication(servers, i, millis);
            latencies[i] = found.millis();
            controls[i] = found.controls();
        }
        var regression = new OLSMultipleLinearRegression();
        regression.newSampleData(latencies, controls);
        double t = new TDistribution(null, replications - 1.0 - controls[0].length).inverseCumulativeProbability(0.975);
        return new TwoDrawnGap(
                servers,
                regression.estimateRegressionParameters()[0] - QueueingFormulas.twoDrawnOfManyLatency(LOAD),
                t * regression.estimateRegressionParametersStandardErrors()[0]);
    }

    private static Replication replication(int servers, int replication, int millis) {
        var draws = new Draws(11, replication);
        double[] work = new double[2];
        var spec = new TrafficSpec(
                List.of(ServiceSpec.sharing("s", (client, stream) -> new PowerOfTwo(false))),
                List.of(OperationSpec.work("o", 0, u -> {
                    double drawn = RequestModel.exponential(u);
                    work[0] += drawn / MS;
                    work[1]++;
                    return drawn;
                })),
                List.of(EntrySpec.open("u", 0, RequestModel.poisson(MS / (LOAD * servers), draws.stream("arrivals")))),
                NetworkDelay.NONE,
                1,
                (long) (WARM_UP_MILLIS * MS),
                (long) ((WARM_UP_MILLIS + millis) * MS),
                0);
        var loop = new TrafficLoop(spec, draws);
        for (int i = 0; i < servers; i++) {
            loop.fleet().addReady(0);
        }
        double[] controls = new double[2 + LENGTHS];
        for (int millisecond = 1; millisecond <= WARM_UP_MILLIS + millis; millisecond++) {
            loop.advanceTo((long) (millisecond * MS));
            if (millisecond > WARM_UP_MILLIS) {
                look(loop, servers, controls);
            }
        }
        loop.advanceTo((long) ((WARM_UP_MILLIS + millis + LAST_MILLIS) * MS));
        for (int k = 0; k < LENGTHS; k++) {
            controls[2 + k] /= millis;
        }
        EntryCounts users = loop.finish().entries().get(0);
        controls[0] = users.offered() / (LOAD * servers * millis) - 1;
        controls[1] = work[0] / work[1] - 1;
        return new Replication(users.latency().observedMeanNanos() / MS, controls);
    }

    /** Adds up by how much queues as long as each length are more than what comes to those one shorter makes of them. */
    private static void look(TrafficLoop loop, int servers, double[] controls) {
        long[] atLeast = new long[LENGTHS + 1];
        for (int server = 0; server < servers; server++) {
            int load = Math.min(LENGTHS, loop.fleet().load(server));
            for (int k = 0; k <= load; k++) {
                atLeast[k]++;
            }
        }
        for (int k = 1; k <= LENGTHS; k++) {
            double pairs = atLeast[k - 1] * (atLeast[k - 1] - 1.0) / (servers * (servers - 1.0));
            controls[1 + k] += atLeast[k] / (double) servers - LOAD * pairs;
        }
    }
}

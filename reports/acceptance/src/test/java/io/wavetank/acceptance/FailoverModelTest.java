package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long services are up under policies of failover, where nodes fail and are mended at random, is what closed forms say: 30 replications, the first fifth
 * of each cut, half-width of the 95 % interval at most 1 % of the truth.
 *
 * <p>Nodes are up for exponential times with the mean {@code 1 / l} and down for ones with the mean {@code 1 / m}, each with a crew of its own, so that each is up with
 * {@code A = m / (l + m)}. Losses show at once, and nothing takes time. Each node has room for one task.
 */
final class FailoverModelTest {
    private static final int REPLICATIONS = 30;
    private static final double UP = 1000;
    private static final double DOWN = 250;
    private static final double A = UP / (UP + DOWN);

    /** A service, and how long it is up. */
    enum Model {
        /** Three of four have to be up, and nobody moves: binomial. */
        STATIC(4, 4, 3, "{name: static-stability}", atLeast(3, 4)),
        /** Four of five nodes are used; what is lost goes to the one that is free: up as long as any four nodes are. */
        N_PLUS_ONE(5, 9, 4, "{name: n-plus-k, k: 1}", atLeast(4, 5)),
        /** Either of two, whose switching always works. */
        PAIR(2, 2, 1, pair(1), 1 - (1 - A) * (1 - A)),
        /**
         * Switching works four times in five; if not, the first has to be mended. With both up the first serves. It fails, and the other stays up: of the states in
         * which the first alone is down, which have {@code A (1 - A)}, those that came of both being up, so {@code A A (1 - A)}, are down with the chance 1 / 5.
         */
        IMPERFECT_PAIR(2, 2, 1, pair(0.8), 1 - (1 - A) * (1 - A) - A * A * (1 - A) * 0.2);

        private final int nodes;
        private final int tasks;
        private final int need;
        private final String policy;
        private final double truth;

        Model(int nodes, int tasks, int need, String policy, double truth) {
            this.nodes = nodes;
            this.tasks = tasks;
            this.need = need;
            this.policy = policy;
            this.truth = truth;
        }

        private static String pair(double chance) {
            return "{name: active-passive, interval: 0s, switch: 0s, start: 0s, manual: 100000h, chance: " + chance
                    + "}";
        }
    }

    private static double atLeast(int k, int n) {
        return 1 - new BinomialDistribution(null, n, A).cumulativeProbability(k - 1);
    }

    @ParameterizedTest
    @EnumSource
    void services_are_up_as_long_as_closed_forms_say(Model model) throws Exception {
        Scenario scenario = Scenario.parse("model.yaml", text(model), List.of());
        var arm = scenario.experiment(1).arms().get(0);
        var up = new SummaryStatistics();
        for (int replication = 0; replication < REPLICATIONS; replication++) {
            try (SubmissionSource source = scenario.workload().open(replication)) {
                up.addValue(Simulation.run(
                                arm.run().withReplication(replication),
                                arm.cluster(),
                                source,
                                arm.scheduler().factory(),
                                RunListener.NONE)
                        .guarded()
                        .get(0)
                        .availability());
            }
        }
        double halfWidth = new TDistribution(null, REPLICATIONS - 1.0).inverseCumulativeProbability(0.975)
                * up.getStandardDeviation()
                / Math.sqrt(REPLICATIONS);
        assertThat(halfWidth).isLessThan(0.01 * model.truth);
        assertThat(Math.abs(up.getMean() - model.truth))
                .as("%s, truth %s, found %s", model, model.truth, up.getMean())
                .isLessThan(2 * halfWidth);
    }

    private static String text(Model model) {
        return String.format(Locale.ROOT, """
                cluster: {nodes: [{count: %d, zones: [a, b], capacity: {cpu: 1, memory: 1Gi}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: %d}
                    kinds: [{name: store, cpu: 1, memory: 1Gi, run_time: forever}]
                    until: {time: 400000s}
                policies:
                  scheduler: first-fit
                  failover: {restart_in_place: true}
                failover: [{name: store, need: %d, policy: %s}]
                faults: [{each: node, up: {distribution: exponential, mean: %.0fs}, down: {distribution: exponential, mean: %.0fs}}]
                run: {seed: 3, until: 400000s}
                report: {window: {from: 80000s, to: 400000s}}
                """, model.nodes, model.tasks, model.need, model.policy, UP, DOWN);
    }
}

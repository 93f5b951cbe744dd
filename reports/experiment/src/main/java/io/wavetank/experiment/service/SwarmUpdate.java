package io.wavetank.experiment.service;

import io.wavetank.experiment.service.SteppedArrivals.Step;
import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.health.KubeletProbes;
import io.wavetank.policy.mesh.balance.RoundRobin;
import io.wavetank.policy.swarm.health.DockerHealthCheck;
import io.wavetank.policy.swarm.rollout.UpdateConfig;
import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.Propagation;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficSpec;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** An update of a Swarm service under load: stopping or starting first, with and without a health check, of a good version and of a bad one. */
public final class SwarmUpdate implements ServiceDemo {
    static final long SECOND = 1_000_000_000L;
    static final long BEGIN = 5 * SECOND;
    static final long UPDATE = 60 * SECOND;
    static final long END = 300 * SECOND;

    private static final double PER_SECOND = 500;
    private static final double MEAN_NANOS = 20e6;
    private static final int SLOTS = 10;
    private static final int WORKERS = 2;
    private static final DockerHealthCheck.Settings CHECK =
            new DockerHealthCheck.Settings(2 * SECOND, SECOND, 15 * SECOND, 2 * SECOND, 3);

    /** How an update is made. */
    enum Arm {
        /** The default order, not checked. */
        STOP_FIRST("stop first, no check", Order.STOP_FIRST, FailureAction.PAUSE, false, true),
        /** Checked. */
        STOP_FIRST_CHECKED("stop first, health check", Order.STOP_FIRST, FailureAction.PAUSE, true, true),
        /** The other order. */
        START_FIRST_CHECKED("start first, health check", Order.START_FIRST, FailureAction.PAUSE, true, true),
        /** A version that never answers, not checked. */
        BAD_NO_CHECK("bad version, no check", Order.START_FIRST, FailureAction.ROLLBACK, false, false),
        /** Checked, and left where it is. */
        BAD_PAUSE("bad version, pause", Order.STOP_FIRST, FailureAction.PAUSE, true, false),
        /** Checked, and rolled back. */
        BAD_ROLLBACK("bad version, rollback", Order.STOP_FIRST, FailureAction.ROLLBACK, true, false);

        private final String label;
        private final Order order;
        private final FailureAction action;
        private final boolean checked;
        private final boolean good;

        Arm(String label, Order order, FailureAction action, boolean checked, boolean good) {
            this.label = label;
            this.order = order;
            this.action = action;
            this.checked = checked;
            this.good = good;
        }

        UpdateConfig config() {
            return new UpdateConfig(2, 2 * SECOND, action, 5 * SECOND, 0, order);
        }

        PodLifecycle life(long version) {
            boolean boots = good || version == 1;
            return new PodLifecycle(
                    2 * SECOND, boots ? 8 * SECOND : PodLifecycle.NEVER, KubeletProbes.Specs.NONE, 0, 10 * SECOND);
        }
    }

    /**
     * What came of an arm.
     *
     * @param traffic its requests
     * @param update its tasks
     */
    record Outcome(TrafficResult traffic, SwarmUpdateRun update) {
        long failed() {
            return traffic.entries().get(0).failed();
        }

        int leastEndpoints() {
            return traffic.timeline().rows().stream()
                    .filter(row -> row.beginNanos() >= UPDATE)
                    .mapToInt(TrafficTimeline.Row::endpoints)
                    .min()
                    .orElse(0);
        }

        long seconds() {
            return update.log().entries().stream()
                    .filter(entry -> entry.kind() == RolloutLog.Kind.STATUS)
                    .mapToLong(entry -> (entry.nanos() - UPDATE) / SECOND)
                    .max()
                    .orElse(-1);
        }
    }

    @Override
    public String name() {
        return "swarm-update";
    }

    @Override
    public String summary() {
        return "Ten tasks of a Swarm service are exchanged, two at a time, while 500 requests a second come through the routing mesh. It"
                + " matters whether containers have a health check, and whether the old task is stopped before the new one runs.";
    }

    @Override
    public DemoFindings run(long seed) {
        Map<Arm, Outcome> outcomes = new LinkedHashMap<>();
        List<DemoFindings.TextFile> logs = new ArrayList<>();
        for (Arm arm : Arm.values()) {
            Outcome outcome = run(arm, seed);
            outcomes.put(arm, outcome);
            logs.add(new DemoFindings.TextFile(
                    "events-" + Alerting.file(arm.label) + ".jsonl",
                    outcome.update().log().jsonLines()));
        }
        return new DemoFindings(
                "A Swarm update under load",
                summary(),
                facts(),
                List.of(table(outcomes), Alerting.table(names(outcomes))),
                List.of(
                        new DemoFindings.Picture(
                                "failed",
                                chart("Requests that fail", "failures a second", outcomes, TrafficTimeline.Row::failed),
                                "Failures a second: what goes to a task that has not come up yet, or has been told to stop."),
                        new DemoFindings.Picture(
                                "endpoints",
                                chart("Endpoints", "endpoints", outcomes, TrafficTimeline.Row::endpoints),
                                "Tasks that requests may go to.")),
                conclusions(outcomes),
                logs);
    }

    private static Map<String, TrafficResult> names(Map<Arm, Outcome> outcomes) {
        Map<String, TrafficResult> named = new LinkedHashMap<>();
        outcomes.forEach((arm, outcome) -> named.put(arm.label, outcome.traffic()));
        return named;
    }

    /** Runs one arm; all arms have the same requests with the same work. */
    static Outcome run(Arm arm, long seed) {
        var draws = new Draws(seed, 0);
        var service = new ServiceSpec(
                "web",
                WORKERS,
                200,
                WORKERS,
                null,
                (client, own) -> new RoundRobin(own),
                ServiceSpec.Sides.EACH_CALLER,
                client -> new CallPolicy.Builder()
                        .timeouts(new Timeouts(SECOND, 0, false))
                        .build(),
                new Propagation(SECOND / 10, SECOND / 2, 0));
        var arrivals =
                new SteppedArrivals(List.of(new Step(BEGIN, 0), new Step(END, PER_SECOND)), draws.stream("arrivals"));
        var loop = new TrafficLoop(
                new TrafficSpec(
                        List.of(service),
                        List.of(OperationSpec.work("get", 0, u -> -MEAN_NANOS * StrictMath.log(u))),
                        List.of(new EntrySpec("users", 0, arrivals, 0, u -> 0, 3)),
                        NetworkDelay.NONE,
                        1,
                        0,
                        Long.MAX_VALUE,
                        SECOND),
                draws);
        var update = new SwarmUpdateRun(loop, SLOTS, arm::life, arm.checked ? CHECK : null);
        update.updateAt(UPDATE, arm.config(), arm.config());
        update.advanceTo(END);
        return new Outcome(loop.finish(), update);
    }

    private static List<DemoFindings.Fact> facts() {
        return List.of(
                new DemoFindings.Fact(
                        "Service",
                        "10 tasks of 2 workers, 20 ms a request; 1,000 requests a second in all, 800 with 8"),
                new DemoFindings.Fact("Tasks", "run 2 s after they may start, accept connections 8 s later"),
                new DemoFindings.Fact(
                        "Requests", "500 a second (Poisson) through 3 nodes of the routing mesh, in turn; no retries"),
                new DemoFindings.Fact("Endpoints", "nodes hear of a change 0.1 to 0.6 s later"),
                new DemoFindings.Fact(
                        "Update", "at 1:00, parallelism 2, delay 2 s, monitor 5 s, no failure is tolerated"),
                new DemoFindings.Fact("Check", "every 2 s, start period 15 s, 3 failures"));
    }

    private static DemoFindings.Table table(Map<Arm, Outcome> outcomes) {
        List<List<String>> rows = new ArrayList<>();
        outcomes.forEach((arm, outcome) -> rows.add(List.of(
                arm.label,
                outcome.update().stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                outcome.seconds() < 0 ? "-" : outcome.seconds() + " s",
                Long.toString(outcome.update().runningOf(2)),
                Integer.toString(outcome.leastEndpoints()),
                Figures.count(outcome.failed()))));
        return new DemoFindings.Table(
                "summary",
                "What became of the update, and of some 147,500 requests",
                List.of("Update", "is", "after", "v2 tasks", "least endpoints", "failed"),
                rows);
    }

    private static TimeChart chart(
            String title, String label, Map<Arm, Outcome> outcomes, ToDoubleFunction<TrafficTimeline.Row> figure) {
        return DemoCharts.overTime(
                title, "the update begins at 1:00", label, Quantity.NUMBER, names(outcomes), figure, List.of());
    }

    private static List<String> conclusions(Map<Arm, Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        outcomes.forEach((arm, outcome) -> sentences.add(arm.label + ": " + Figures.count(outcome.failed())
                + " requests failed; at least " + outcome.leastEndpoints() + " endpoints; the update ends as: "
                + outcome.update().stage().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "."));
        return sentences;
    }
}

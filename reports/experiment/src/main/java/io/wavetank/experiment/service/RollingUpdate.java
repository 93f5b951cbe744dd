package io.wavetank.experiment.service;

import io.wavetank.experiment.service.SteppedArrivals.Step;
import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.kubernetes.health.KubeletProbes;
import io.wavetank.policy.kubernetes.rollout.Deployment;
import io.wavetank.policy.kubernetes.rollout.DeploymentSpec;
import io.wavetank.policy.kubernetes.rollout.RolloutStatus;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.policy.mesh.resilience.ActiveRetries;
import io.wavetank.policy.mesh.resilience.EnvoyOutlierDetector;
import io.wavetank.policy.mesh.resilience.EnvoyRetry;
import io.wavetank.policy.mesh.resilience.HealthyEndpoints;
import io.wavetank.policy.mesh.resilience.JitteredBackoff;
import io.wavetank.policy.mesh.resilience.OutlierSettings;
import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.mesh.resilience.RetryOn;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.ProbeSpec;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.traffic.EntryCounts;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A rolling update of a Deployment under load, with and without readiness probes and draining, of a good version and of one that never comes up.
 * The event log says which requests failed why.
 */
public final class RollingUpdate implements ServiceDemo {
    static final long SECOND = 1_000_000_000L;
    static final long BEGIN = 5 * SECOND;
    static final long UPDATE = 60 * SECOND;
    static final long END = 300 * SECOND;

    private static final double PER_SECOND = 500;
    private static final double MEAN_NANOS = 20e6;
    private static final int REPLICAS = 10;
    private static final int WORKERS = 2;
    private static final int CLIENTS = 10;

    /** Envoy's defaults, but up to half of the endpoints are out, and sweeps come every second, first for 5 s. */
    private static final OutlierSettings EJECTION =
            new OutlierSettings(5, 0, SECOND, 5 * SECOND, 300 * SECOND, 0, 50, false, 5, 100, 1.9, 0, 5, 50, 100);

    /** How an update is made. */
    enum Arm {
        /** A pod is an endpoint as soon as its process runs, and stops at once. */
        NO_PROBE("no probe", false, 0, true, false),
        /** The same, behind a mesh: one retry, and endpoints that fail five times in a row are ejected. */
        MESH("no probe, retry and ejection", false, 0, true, false),
        /** A pod is an endpoint when it answers. */
        PROBE("readiness probe", true, 0, true, false),
        /** And goes on for a while when it is told to stop. */
        PROBE_AND_DRAIN("readiness probe and drain", true, 5, true, false),
        /** A version that never answers, not probed. */
        BAD_NO_PROBE("bad version, no probe", false, 5, false, true),
        /** A version that never answers, probed. */
        BAD_PROBE("bad version, readiness probe", true, 5, false, true);

        private final String label;
        private final boolean probed;
        private final int preStopSeconds;
        private final boolean good;
        private final boolean rollsBack;

        Arm(String label, boolean probed, int preStopSeconds, boolean good, boolean rollsBack) {
            this.label = label;
            this.probed = probed;
            this.preStopSeconds = preStopSeconds;
            this.good = good;
            this.rollsBack = rollsBack;
        }

        String label() {
            return label;
        }

        LoadBalancer.Factory balancer() {
            LoadBalancer.Factory two = (client, own) -> new PowerOfTwo(false);
            return this == MESH ? HealthyEndpoints.around(two, PanicThreshold.ENVOY) : two;
        }

        CallPolicy policy() {
            var builder = new CallPolicy.Builder().timeouts(new Timeouts(SECOND, 0, false));
            if (this == MESH) {
                builder.retry(new EnvoyRetry(
                                1,
                                EnumSet.of(RetryOn.CONNECT_FAILURE),
                                JitteredBackoff.ENVOY,
                                new ActiveRetries(20, 3)))
                        .outliers(new EnvoyOutlierDetector(EJECTION, 0));
            }
            return builder.build();
        }

        PodLifecycle life(String template) {
            @Nullable ProbeSpec readiness = probed ? new ProbeSpec(0, 2 * SECOND, SECOND, 1, 3) : null;
            boolean boots = good || template.equals("v1");
            return new PodLifecycle(
                    2 * SECOND,
                    boots ? 8 * SECOND : PodLifecycle.NEVER,
                    new KubeletProbes.Specs(null, null, readiness),
                    preStopSeconds * SECOND,
                    30 * SECOND);
        }
    }

    /**
     * What came of an arm.
     *
     * @param traffic its requests
     * @param rollout its pods
     */
    record Outcome(TrafficResult traffic, RolloutRun rollout) {
        EntryCounts users() {
            return traffic.entries().get(0);
        }

        String state() {
            if (rollout.podsOf("v2") == 0) {
                return "rolled back";
            }
            return rollout.status() == RolloutStatus.COMPLETE ? "complete" : "not complete";
        }

        long seconds() {
            return rollout.log().entries().stream()
                    .filter(entry -> entry.kind() == RolloutLog.Kind.STATUS
                            && entry.nanos() > UPDATE
                            && entry.text().equals(RolloutStatus.COMPLETE.name()))
                    .mapToLong(entry -> (entry.nanos() - UPDATE) / SECOND)
                    .findFirst()
                    .orElse(-1);
        }
    }

    @Override
    public String name() {
        return "rolling-update";
    }

    @Override
    public String summary() {
        return "Ten pods are exchanged for those of another version while 500 requests a second come. Without a readiness probe, pods"
                + " get requests before they accept connections; without a pause before they stop, after they do.";
    }

    @Override
    public DemoFindings run(long seed) {
        Map<Arm, Outcome> outcomes = new LinkedHashMap<>();
        for (Arm arm : Arm.values()) {
            outcomes.put(arm, run(arm, seed));
        }
        List<DemoFindings.TextFile> logs = new ArrayList<>();
        outcomes.forEach((arm, outcome) -> logs.add(new DemoFindings.TextFile(
                "events-" + Alerting.file(arm.label) + ".jsonl",
                outcome.rollout().log().jsonLines())));
        logs.addAll(Alerting.metrics(names(outcomes), List.of(BEGIN, UPDATE + 20 * SECOND, END - SECOND)));
        return new DemoFindings(
                "A rolling update under load",
                summary(),
                facts(),
                List.of(table(outcomes), Alerting.table(names(outcomes))),
                pictures(outcomes),
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
                arm.balancer(),
                ServiceSpec.Sides.EACH_CALLER,
                client -> arm.policy(),
                new Propagation(SECOND / 10, SECOND, 0));
        var arrivals =
                new SteppedArrivals(List.of(new Step(BEGIN, 0), new Step(END, PER_SECOND)), draws.stream("arrivals"));
        var spec = new TrafficSpec(
                List.of(service),
                List.of(OperationSpec.work("get", 0, u -> -MEAN_NANOS * StrictMath.log(u))),
                List.of(new EntrySpec("users", 0, arrivals, 0, u -> 0, CLIENTS)),
                NetworkDelay.NONE,
                1,
                0,
                Long.MAX_VALUE,
                SECOND);
        var loop = new TrafficLoop(spec, draws);
        var quarter = new CountOrPercentage(25, true);
        var deployment = new Deployment(
                new DeploymentSpec(
                        REPLICAS, DeploymentSpec.Strategy.ROLLING_UPDATE, quarter, quarter, 0, 60 * SECOND, 10, false),
                "v1");
        var rollout = new RolloutRun(loop, deployment, arm::life, arm.rollsBack, draws.stream("probes"));
        rollout.beginWith("v1");
        rollout.updateAt(UPDATE, "v2");
        rollout.advanceTo(END);
        return new Outcome(loop.finish(), rollout);
    }

    private static List<DemoFindings.Fact> facts() {
        return List.of(
                new DemoFindings.Fact(
                        "Deployment", "10 pods, 25 % surge, 25 % unavailable: 13 pods at most, 8 available at least"),
                new DemoFindings.Fact(
                        "Pods",
                        "run 2 s after they are made, accept connections 8 s later; 2 workers, 20 ms a request"),
                new DemoFindings.Fact("Capacity", "1,000 requests a second with 10 pods, 800 with 8"),
                new DemoFindings.Fact(
                        "Requests",
                        "500 a second (Poisson), from 10 callers, two choices; time out after 1 s; no retries but in the mesh"),
                new DemoFindings.Fact("Endpoints", "callers hear of a change 0.1 to 1.1 s later"),
                new DemoFindings.Fact("Probe", "readiness every 2 s, one success, three failures"),
                new DemoFindings.Fact(
                        "Drain", "5 s (preStop) between being told to stop and accepting no more connections"),
                new DemoFindings.Fact(
                        "Update", "at 1:00; after 60 s without progress it is rolled back (bad version)"));
    }

    private static DemoFindings.Table table(Map<Arm, Outcome> outcomes) {
        List<List<String>> rows = new ArrayList<>();
        outcomes.forEach((arm, outcome) -> {
            RolloutRun.Refusals refusals = outcome.rollout().refusals();
            EntryCounts users = outcome.users();
            rows.add(List.of(
                    arm.label,
                    outcome.seconds() < 0 ? "-" : outcome.seconds() + " s",
                    outcome.state(),
                    Long.toString(outcome.rollout().podsOf("v2")),
                    Figures.count(users.failed()),
                    Figures.count(refusals.early()),
                    Figures.count(refusals.late())));
        });
        return new DemoFindings.Table(
                "summary",
                "When the update was over, and how many of some 147,500 requests failed; tries that pods refused",
                List.of("Update", "after", "is", "v2 pods", "failed", "tries: not up", "stopped"),
                rows);
    }

    private static List<DemoFindings.Picture> pictures(Map<Arm, Outcome> outcomes) {
        return List.of(
                new DemoFindings.Picture(
                        "failed",
                        chart("Requests that fail", "failures a second", outcomes, TrafficTimeline.Row::failed),
                        "Failures a second. What fails is not accepted by a pod that has not come up yet or stops already."),
                new DemoFindings.Picture(
                        "endpoints",
                        chart("Endpoints", "endpoints", outcomes, TrafficTimeline.Row::endpoints),
                        "Pods that requests may go to. Without a probe all are counted whose process runs."));
    }

    private static TimeChart chart(
            String title, String label, Map<Arm, Outcome> outcomes, ToDoubleFunction<TrafficTimeline.Row> figure) {
        return DemoCharts.overTime(
                title, "another version is wanted at 1:00", label, Quantity.NUMBER, names(outcomes), figure, List.of());
    }

    private static List<String> conclusions(Map<Arm, Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        outcomes.forEach((arm, outcome) -> {
            RolloutRun.Refusals refusals = outcome.rollout().refusals();
            sentences.add(arm.label + ": " + Figures.count(outcome.users().failed()) + " requests failed; "
                    + Figures.count(refusals.early()) + " tries were refused by pods that had not come up, "
                    + Figures.count(refusals.late()) + " by pods that had been told to stop.");
        });
        return sentences;
    }
}

package io.wavetank.experiment.bench;

import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.record.ElasticFigures;
import io.wavetank.sim.record.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How fast a day of autoscaling is simulated: services with a daily load, a horizontal pod autoscaler for each every 15 s, the Cluster Autoscaler every
 * 10 s, kube-scheduler, a disruption budget for each service, load as a fluid. Counts the CPU time of the one thread, warming up included, as a user
 * would wait for it.
 *
 * @param services how many services
 * @param nodes how many nodes there are in the mean, about
 * @param hours how long
 * @param seed of the draws
 */
public record AutoscaleBench(int services, int nodes, int hours, long seed) {
    private static final int CORES = 8;
    private static final double FILLED = 0.9;
    private static final double SWING = 0.3;
    /** What the load is of its mean at midnight, if the most is at 14 h. */
    private static final double AT_START = 1 + SWING * StrictMath.cos(14 / 24.0 * 2 * StrictMath.PI);

    private static final String SCENARIO = """
            cluster:
              nodes:
                - count: 1
                  name: "n-{i}"
                  zones: [a, b, c]
                  capacity: {cpu: 8, memory: 32Gi, pods: 110}
                  scale: {least: 1, most: 100000, boot: 90s, boot_sigma: 0.3, boot_failures: 0.01}
            services:
              - name: "s-{i}"
                count: 1
                replicas: 1
                cpu: 1
                memory: 2Gi
                load: {daily: 1/s, swing: 0.3, peak_at: 14h, noise: 0.05}
                request: {cpu: 10ms, patience: 5s}
                start: 20s
                start_sigma: 0.3
                max_unavailable: 5
            autoscaling:
              replicas: {name: hpa, least: 2, most: 100000, cpu: 60}
              nodes: cluster-autoscaler
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 24h}
            """;

    /** Measures, and tells in a line. */
    public String run() throws IOException, ScenarioException {
        double cores = nodes * CORES * FILLED;
        int replicas = (int) Math.round(cores * AT_START / services);
        int atStart = (int) Math.ceil(replicas * services / (CORES * FILLED));
        double perSecond = cores * 0.6 * 100 / services;
        Scenario scenario = Scenario.parse(
                "bench autoscale",
                SCENARIO,
                List.of(
                        "cluster.nodes.0.count=" + atStart,
                        "services.0.count=" + services,
                        "services.0.replicas=" + replicas,
                        "services.0.load.daily=" + Math.round(perSecond) + "/s",
                        "run.seed=" + seed,
                        "run.until=" + hours + "h"));
        double before = ProcessCost.threadSeconds();
        RunResult result;
        try (SubmissionSource source = scenario.workload().open(0)) {
            result = Simulation.run(
                    scenario.run(),
                    scenario.cluster(),
                    source,
                    scenario.schedulers().get(0).factory(),
                    RunListener.NONE);
        }
        double seconds = ProcessCost.threadSeconds() - before;
        ElasticFigures figures = Objects.requireNonNull(result.elastic());
        return String.format(
                Locale.ROOT,
                "bench autoscale: services=%d hours=%d seed=%d nodes_mean=%.0f nodes_peak=%d replicas_mean=%.0f added=%d"
                        + " removed=%d cpu_s=%.1f cpu_s_per_day=%.1f peak_rss_mb=%d",
                services,
                hours,
                seed,
                figures.fleet().nodesMean(),
                figures.fleet().nodesPeak(),
                figures.services().stream()
                        .mapToDouble(each -> each.elasticity().replicasMean())
                        .sum(),
                figures.fleet().added(),
                figures.fleet().removed(),
                seconds,
                seconds * 24 / hours,
                ProcessCost.peakResidentMegabytes());
    }
}

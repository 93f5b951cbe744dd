package io.wavetank.experiment.scenario;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.ServiceSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads one service. */
final class ServicePart {
    private static final long MINUTE = 60_000_000_000L;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final String APP = "app";
    private static final double MILLI = 1e6;

    private final Section section;
    private final Path folder;
    private final long seed;

    ServicePart(Section section, Path folder, long seed) {
        this.section = section;
        this.folder = folder;
        this.seed = seed;
    }

    /** Returns the service under a name. */
    ServiceSpec of(String name, Optional<ReplicaAutoscaler.Factory> autoscaler, AutoscalerCatalog catalog)
            throws ScenarioException, IOException {
        Optional<ResourceRecommender.Factory> recommender =
                ElasticPart.chosen(section, "recommender", catalog.resourceRecommenders(), "recommender");
        RateSeries rate = rate(section.section("load"), name);
        long cpu = section.whole("cpu", Unit.CPU);
        Section request = section.section("request");
        return section.made(() -> new ServiceSpec(
                name,
                taskClass(name, cpu),
                section.has("cpu_limit") ? section.whole("cpu_limit", Unit.CPU) : cpu,
                (int) section.whole("replicas"),
                new LoadSpec(
                        rate,
                        request.whole("cpu", Unit.DURATION) / MILLI,
                        request.has("time") ? request.whole("time", Unit.DURATION) : 0,
                        (int) section.whole("concurrency"),
                        request.whole("patience", Unit.DURATION),
                        section.whole("idle_cpu", Unit.CPU),
                        section.whole("idle_memory", Unit.BYTES),
                        request.whole("memory", Unit.BYTES)),
                new DelaySpec(section.whole("start", Unit.DURATION), section.number("start_sigma")),
                section.whole("stop", Unit.DURATION),
                section.number("sufficient"),
                request.whole("objective", Unit.DURATION),
                autoscaler,
                recommender,
                UpdateMode.valueOf(section.text("update").replace('-', '_').toUpperCase(Locale.ROOT))));
    }

    /** Replicas carry the label {@code app} and belong to a ReplicaSet, both of the service's name. */
    private TaskClass taskClass(String name, long cpu) {
        SortedMap<String, String> labels = section.map("labels");
        labels.putIfAbsent(APP, name);
        var pod = PodSpec.builder().owner(new Owner("ReplicaSet", name));
        if (section.truth("spread_zones")) {
            LabelSelector own = LabelSelector.of(Map.of(APP, labels.getOrDefault(APP, name)));
            pod.spread(List.of(SpreadConstraint.of(2, "topology.kubernetes.io/zone", false, own)));
        }
        return TaskClass.builder()
                .cpuMillis(cpu)
                .memoryBytes(section.whole("memory", Unit.BYTES))
                .priority((int) section.whole("priority"))
                .labels(labels)
                .pod(pod.build())
                .build();
    }

    private RateSeries rate(Section load, String name) throws ScenarioException, IOException {
        if (load.has("rate")) {
            double rate = load.number("rate", Unit.RATE);
            return load.made(() -> RateSeries.constant(rate));
        }
        return load.has("daily") ? daily(load, name) : recorded(load);
    }

    private RateSeries daily(Section load, String name) throws ScenarioException {
        double mean = load.number("daily", Unit.RATE);
        double swing = load.number("swing");
        double sigma = load.number("noise");
        double peak = load.whole("peak_at", Unit.TIME) / (double) MINUTE;
        Draws draws = new Draws(seed, 0).stream("load").stream(name);
        double[] rates = new double[MINUTES_A_DAY];
        for (int minute = 0; minute < MINUTES_A_DAY; minute++) {
            double angle = 2 * Math.PI * (minute - peak) / MINUTES_A_DAY;
            var noise = new DelaySpec(1_000_000, sigma);
            rates[minute] = mean * (1 + swing * StrictMath.cos(angle)) * noise.nanos(draws, minute) / 1e6;
        }
        return load.made(() -> new RateSeries(MINUTE, rates));
    }

    private RateSeries recorded(Section load) throws ScenarioException, IOException {
        Path file = folder.resolve(load.text("file")).normalize();
        if (!Files.exists(file)) {
            throw ScenarioException.of(load.place("file"), "there is no file " + file + "; expected request rates");
        }
        long from = load.whole("from", Unit.DURATION);
        long length = load.whole("for", Unit.DURATION);
        double scale = load.number("scale");
        List<Double> rates = new ArrayList<>();
        long step = 0;
        long first = -1;
        try (var samples = TraceFormats.open(file, load.textOrNull("format"), TraceOptions.DEFAULT)
                .records(RecordType.RATES)) {
            for (RateSample each = samples.next(); each != null; each = samples.next()) {
                first = first < 0 ? each.atNanos() : first;
                step = step == 0 ? each.lengthNanos() : step;
                long at = each.atNanos() - first - from;
                if (at >= 0 && at < length && step > 0) {
                    int place = (int) (at / step);
                    while (rates.size() < place) { // an interval that is missing is as the one before
                        rates.add(rates.isEmpty() ? 0.0 : rates.get(rates.size() - 1));
                    }
                    if (rates.size() == place) {
                        rates.add(each.count() * scale / (step / 1e9));
                    }
                }
            }
        }
        if (rates.isEmpty()) {
            throw ScenarioException.of(
                    load.place("from"), file + " has no rates from " + load.text("from") + " on; expected less");
        }
        long stepNanos = step;
        return load.made(() -> new RateSeries(
                stepNanos, rates.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}

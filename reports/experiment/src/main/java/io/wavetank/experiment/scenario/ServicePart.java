package io.wavetank.experiment.scenario;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.ServiceSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads one service. */
final class ServicePart {
    static final String APP = "app";
    private static final double MILLI = 1e6;

    private final Section section;
    private final long seed;

    ServicePart(Section section, long seed) {
        this.section = section;
        this.seed = seed;
    }

    /** Returns the service under a name. */
    ServiceSpec of(String name, Optional<ReplicaAutoscaler.Factory> autoscaler, AutoscalerCatalog catalog)
            throws ScenarioException {
        Optional<ResourceRecommender.Factory> recommender =
                ElasticPart.chosen(section, "recommender", catalog.resourceRecommenders(), "recommender");
        Optional<RateSeries> rate =
                section.has("load") ? Optional.of(LoadPart.of(section.section("load"), name, seed)) : Optional.empty();
        long cpu = section.whole("cpu", Unit.CPU);
        Optional<ImageSpec> image = image(name);
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
                UpdateMode.valueOf(section.text("update").replace('-', '_').toUpperCase(Locale.ROOT)),
                image));
    }

    private Optional<ImageSpec> image(String service) throws ScenarioException {
        if (!section.has("image")) {
            return Optional.empty();
        }
        Section image = section.section("image");
        String name = image.has("name") ? image.text("name") : service;
        return Optional.of(image.made(() -> new ImageSpec(name, image.whole("size", Unit.BYTES))));
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
}

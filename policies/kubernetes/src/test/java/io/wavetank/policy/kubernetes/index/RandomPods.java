package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.cluster.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kinds of pods at random. How rich they are is drawn once, so that some seeds have plain pods alone. */
final class RandomPods {
    private static final long MIB = 1L << 20;
    private static final String[] KEYS = {Topology.ZONE, Topology.HOSTNAME, "pool"};

    private final Random random;
    private final int richness;

    RandomPods(Random random) {
        this.random = random;
        this.richness = random.nextInt(4);
    }

    /** One in so many, and never where pods are plain. */
    private boolean rarely(int oneIn) {
        return richness > 0 && random.nextInt(oneIn * 3 / richness) == 0;
    }

    PodTemplate next() {
        var labels = new TreeMap<String, String>();
        labels.put("app", "a" + random.nextInt(4));
        var spec = PodSpec.builder()
                .namespace(random.nextInt(4) == 0 ? "other" : "default")
                .containers(containers());
        if (rarely(6)) {
            spec.initContainers(List.of(ContainerSpec.of(Map.of("cpu", 100L * random.nextInt(9)))));
        }
        if (rarely(8)) {
            spec.overhead(new TreeMap<>(Map.of("cpu", 250L, "memory", 10 * MIB)));
        }
        if (rarely(3)) {
            spec.spread(spread());
        }
        if (rarely(4)) {
            spec.podAffinity(podAffinity());
        }
        if (rarely(3)) {
            spec.podAntiAffinity(podAffinity());
        }
        if (rarely(3)) {
            spec.nodeAffinity(nodeAffinity());
        }
        if (rarely(10)) {
            spec.nodeName("n" + random.nextInt(12));
        }
        if (rarely(6)) {
            spec.owner(new Owner("ReplicaSet", "r" + random.nextInt(2)));
        }
        if (rarely(6)) {
            spec.volumes(List.of(new VolumeNeed(
                    "v" + random.nextInt(5), "disk", random.nextBoolean() ? null : List.of(term("pool", "a", "b")))));
        }
        return new PodTemplate(labels, nodeSelector(), tolerations(), spec.build());
    }

    private List<ContainerSpec> containers() {
        List<ContainerSpec> containers = new ArrayList<>();
        for (int i = rarely(4) ? 2 : 1; i > 0; i--) {
            var requests = new TreeMap<String, Long>();
            if (!rarely(5)) {
                requests.put("cpu", 50L * random.nextInt(40));
            }
            if (!rarely(5)) {
                requests.put("memory", MIB * random.nextInt(4000));
            }
            if (rarely(5)) {
                requests.put("example.com/gpu", (long) random.nextInt(3));
            }
            if (rarely(8)) {
                requests.put("ephemeral-storage", MIB * random.nextInt(100));
            }
            List<HostPort> ports =
                    rarely(6) ? List.of(new HostPort("TCP", "", 8000 + random.nextInt(2))) : List.<HostPort>of();
            String image = rarely(3) ? "image" + random.nextInt(3) : "";
            containers.add(new ContainerSpec(image, requests, ports));
        }
        return containers;
    }

    private SortedMap<String, String> nodeSelector() {
        var selector = new TreeMap<String, String>();
        if (rarely(6)) {
            selector.put("pool", "a");
        }
        return selector;
    }

    private List<Toleration> tolerations() {
        return switch (rarely(2) ? random.nextInt(3) : 3) {
            case 0 -> List.of(new Toleration("t0", null, null));
            case 1 -> List.of(new Toleration("t1", "v", Taint.Effect.PREFER_NO_SCHEDULE));
            case 2 -> List.of(new Toleration(null, null, null));
            default -> List.of();
        };
    }

    private List<SpreadConstraint> spread() {
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            constraints.add(new SpreadConstraint(
                    1 + random.nextInt(3),
                    KEYS[random.nextInt(KEYS.length)],
                    random.nextInt(3) == 0,
                    selector(),
                    1 + random.nextInt(3),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? List.of("app") : List.of()));
        }
        return constraints;
    }

    private LabelSelector selector() {
        return random.nextInt(4) == 0
                ? LabelSelector.EVERYTHING
                : LabelSelector.of(Map.of("app", "a" + random.nextInt(4)));
    }

    private PodAffinity podAffinity() {
        List<PodAffinityTerm> required = random.nextInt(3) == 0 ? List.of(podTerm()) : List.of();
        List<WeightedPodTerm> preferred = random.nextInt(3) == 0
                ? List.of()
                : List.of(
                        new WeightedPodTerm(1 + random.nextInt(100), podTerm()),
                        new WeightedPodTerm(1 + random.nextInt(100), podTerm()));
        return new PodAffinity(required, preferred);
    }

    private PodAffinityTerm podTerm() {
        LabelSelector namespaces = switch (random.nextInt(4)) {
            case 0 -> LabelSelector.EVERYTHING;
            case 1 -> LabelSelector.of(Map.of("team", "x"));
            default -> null;
        };
        return new PodAffinityTerm(selector(), List.of(), namespaces, KEYS[random.nextInt(KEYS.length)]);
    }

    private NodeAffinity nodeAffinity() {
        List<WeightedNodeTerm> preferred = random.nextBoolean()
                ? List.of()
                : List.of(
                        new WeightedNodeTerm(1 + random.nextInt(100), term("pool", "a")),
                        new WeightedNodeTerm(1 + random.nextInt(100), term("pool", "b", "c")));
        if (random.nextInt(8) == 0) {
            var named = new Requirement(
                    NodeSelectorTerm.NAME_FIELD, Requirement.Operator.IN, List.of("n" + random.nextInt(12)));
            return new NodeAffinity(List.of(new NodeSelectorTerm(List.of(), List.of(named))), preferred);
        }
        return new NodeAffinity(random.nextBoolean() ? null : List.of(term("pool", "a", "c")), preferred);
    }

    private static NodeSelectorTerm term(String key, String... values) {
        return new NodeSelectorTerm(List.of(new Requirement(key, Requirement.Operator.IN, List.of(values))), List.of());
    }
}

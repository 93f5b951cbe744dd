package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile.PluginWeight;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** A profile at random: every strategy, version and plug-in argument comes up. */
final class RandomProfile {
    private static final int[] PERCENTAGES = {100, 0, 30, 100};

    private final Random random;

    RandomProfile(Random random) {
        this.random = random;
    }

    SchedulerProfile next() {
        List<Compatibility> versions = List.of(Compatibility.values());
        SchedulerProfile profile = SchedulerProfile.defaults(versions.get(random.nextInt(versions.size())))
                .withPercentageOfNodesToScore(PERCENTAGES[random.nextInt(PERCENTAGES.length)])
                .with(fit())
                .with(spread())
                .withPodAffinity(random.nextInt(3), random.nextBoolean());
        if (random.nextInt(3) == 0) {
            profile = profile.withBalancedResources(resources());
        }
        if (random.nextInt(3) == 0) {
            profile = profile.withScores(profile.scores().stream()
                    .map(each -> new PluginWeight(each.plugin(), 1 + random.nextInt(5)))
                    .toList());
        }
        if (random.nextInt(4) == 0) {
            profile = profile.withAddedAffinity(addedAffinity());
        }
        if (random.nextInt(4) == 0) {
            List<PluginWeight> scores = SchedulerProfile.DEFAULT_SCORES;
            profile = profile.without(scores.get(random.nextInt(scores.size())).plugin());
        }
        if (random.nextInt(6) == 0) {
            profile = profile.without(PluginNames.NODE_PORTS);
        }
        return random.nextInt(3) == 0 ? half(profile) : profile;
    }

    /** A plugin filters and has no say in scores, or the other way round. */
    private SchedulerProfile half(SchedulerProfile profile) {
        List<String> filters = new ArrayList<>(profile.filters());
        List<PluginWeight> scores = new ArrayList<>(profile.scores());
        if (random.nextBoolean()) {
            filters.remove(random.nextInt(filters.size()));
        } else {
            scores.remove(random.nextInt(scores.size()));
        }
        return profile.withPlugins(filters, scores, profile.preemption());
    }

    private FitArguments fit() {
        if (random.nextInt(3) == 0) {
            return FitArguments.DEFAULT;
        }
        List<Strategy> strategies = List.of(Strategy.values());
        var ignored = new TreeSet<String>();
        if (random.nextInt(4) == 0) {
            ignored.add("example.com/gpu");
        }
        return new FitArguments(
                strategies.get(random.nextInt(strategies.size())),
                random.nextBoolean() ? ResourceWeight.CPU_AND_MEMORY : resources(),
                random.nextBoolean()
                        ? List.of(new ShapePoint(0, 0), new ShapePoint(100, 10))
                        : List.of(
                                new ShapePoint(10, random.nextInt(11)),
                                new ShapePoint(45, random.nextInt(11)),
                                new ShapePoint(80, random.nextInt(11))),
                ignored,
                new TreeSet<>());
    }

    private List<ResourceWeight> resources() {
        return List.of(
                new ResourceWeight("cpu", 1 + random.nextInt(3)),
                new ResourceWeight("memory", 1 + random.nextInt(90)),
                new ResourceWeight(random.nextBoolean() ? "example.com/gpu" : "ephemeral-storage", 1));
    }

    private SpreadArguments spread() {
        boolean minDomains = random.nextBoolean();
        boolean matchLabelKeys = random.nextBoolean();
        return switch (random.nextInt(3)) {
            case 0 -> SpreadArguments.list(List.of(), minDomains, matchLabelKeys);
            case 1 ->
                SpreadArguments.list(
                        List.of(
                                SpreadConstraint.of(2, Topology.ZONE, random.nextBoolean(), null),
                                SpreadConstraint.of(1, Topology.HOSTNAME, false, null)),
                        minDomains,
                        matchLabelKeys);
            default -> SpreadArguments.system(minDomains, matchLabelKeys);
        };
    }

    private static NodeAffinity addedAffinity() {
        var notB = new Requirement("pool", Requirement.Operator.NOT_IN, List.of("b"));
        var isC = new Requirement("pool", Requirement.Operator.IN, List.of("c"));
        return new NodeAffinity(
                List.of(new NodeSelectorTerm(List.of(notB), List.of())),
                List.of(new WeightedNodeTerm(7, new NodeSelectorTerm(List.of(isC), List.of()))));
    }
}

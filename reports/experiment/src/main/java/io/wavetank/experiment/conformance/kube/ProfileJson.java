package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.PreemptionArguments;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile.PluginWeight;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A profile as recorded files write it: complete, with nothing left to defaults. */
final class ProfileJson {
    private static final int ALL = 100;

    private ProfileJson() {}

    static SchedulerProfile profile(JsonNode json) {
        List<PluginWeight> weights = new ArrayList<>();
        json.path("weights")
                .fieldNames()
                .forEachRemaining(
                        name -> weights.add(new PluginWeight(name, Fields.whole(json.path("weights"), name))));
        SchedulerProfile profile = SchedulerProfile.defaults(Compatibility.V1_26)
                .named(Fields.text(json, "name"))
                .with(fit(json))
                .withScores(weights)
                .withBalancedResources(resources(json, "balancedResources"))
                .with(spread(json))
                .withPodAffinity(Fields.whole(json, "hardPodAffinityWeight"), false)
                .withAddedAffinity(PodJson.nodeAffinity(json.path("addedAffinity")))
                .with(new PreemptionArguments(Fields.whole(json, "preemptionMinCandidateNodesPercentage"), ALL))
                .withPercentageOfNodesToScore(ALL);
        for (String plugin : Fields.texts(json, "disabled")) {
            profile = profile.without(plugin);
        }
        return profile;
    }

    private static FitArguments fit(JsonNode json) {
        return new FitArguments(
                strategy(Fields.text(json, "strategy")),
                resources(json, "resources"),
                Fields.list(
                        json,
                        "shape",
                        each -> new ShapePoint(Fields.number(each, "utilization"), Fields.number(each, "score"))),
                new TreeSet<>(Fields.texts(json, "ignoredResources")),
                new TreeSet<>(Fields.texts(json, "ignoredResourceGroups")));
    }

    private static FitArguments.Strategy strategy(String name) {
        return switch (name) {
            case "LeastAllocated" -> FitArguments.Strategy.LEAST_ALLOCATED;
            case "MostAllocated" -> FitArguments.Strategy.MOST_ALLOCATED;
            case "RequestedToCapacityRatio" -> FitArguments.Strategy.REQUESTED_TO_CAPACITY_RATIO;
            default -> throw new IllegalArgumentException("'" + name + "' is no strategy of NodeResourcesFit");
        };
    }

    private static List<ResourceWeight> resources(JsonNode json, String field) {
        return Fields.list(
                json, field, each -> new ResourceWeight(Fields.text(each, "name"), Fields.number(each, "weight")));
    }

    private static SpreadArguments spread(JsonNode json) {
        boolean minDomains = Fields.flag(json, "minDomainsGate");
        boolean matchLabelKeys = Fields.flag(json, "matchLabelKeysGate");
        return Fields.text(json, "spreadDefaulting").equals("List")
                ? SpreadArguments.list(Fields.list(json, "spreadDefaults", PodJson::spread), minDomains, matchLabelKeys)
                : SpreadArguments.system(minDomains, matchLabelKeys);
    }
}

package io.wavetank.experiment.kubernetes;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.PreemptionArguments;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import io.wavetank.policy.kubernetes.profile.SpreadArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The arguments that a profile's {@code pluginConfig} gives to plug-ins; what is not given stays as it is by default. */
final class PluginArguments {
    private PluginArguments() {}

    static SchedulerProfile apply(SchedulerProfile profile, YamlNode config) throws UserException {
        config.only("name", "args");
        YamlNode arguments = config.field("args");
        if (arguments == null) {
            return profile;
        }
        String name = config.required("name").text();
        return switch (name) {
            case PluginNames.NODE_RESOURCES_FIT -> profile.with(fit(arguments));
            case PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION ->
                profile.withBalancedResources(resources(checked(arguments, "resources")));
            case PluginNames.POD_TOPOLOGY_SPREAD -> profile.with(spread(arguments, profile.spread()));
            case PluginNames.INTER_POD_AFFINITY -> podAffinity(profile, arguments);
            case PluginNames.NODE_AFFINITY -> profile.withAddedAffinity(addedAffinity(arguments));
            case PluginNames.DEFAULT_PREEMPTION -> profile.with(preemption(arguments));
            case PluginNames.VOLUME_BINDING -> profile;
            default -> throw config.required("name").mistake("no plug-in '" + name + "' takes arguments here");
        };
    }

    private static YamlNode checked(YamlNode arguments, String... keys) throws UserException {
        List<String> all = new ArrayList<>(List.of("apiVersion", "kind"));
        all.addAll(List.of(keys));
        arguments.only(all.toArray(String[]::new));
        return arguments;
    }

    private static FitArguments fit(YamlNode arguments) throws UserException {
        checked(arguments, "scoringStrategy", "ignoredResources", "ignoredResourceGroups");
        YamlNode strategy = arguments.field("scoringStrategy");
        return new FitArguments(
                strategy == null ? Strategy.LEAST_ALLOCATED : strategy(strategy),
                strategy == null ? ResourceWeight.CPU_AND_MEMORY : resources(strategy),
                strategy == null ? List.of() : shape(strategy),
                new TreeSet<>(texts(arguments, "ignoredResources")),
                new TreeSet<>(texts(arguments, "ignoredResourceGroups")));
    }

    private static List<String> texts(YamlNode holder, String key) throws UserException {
        YamlNode list = holder.field(key);
        return list == null ? List.of() : list.texts();
    }

    private static Strategy strategy(YamlNode strategy) throws UserException {
        strategy.only("type", "resources", "requestedToCapacityRatio");
        YamlNode type = strategy.field("type");
        String name = type == null ? "LeastAllocated" : type.text();
        return switch (name) {
            case "LeastAllocated" -> Strategy.LEAST_ALLOCATED;
            case "MostAllocated" -> Strategy.MOST_ALLOCATED;
            case "RequestedToCapacityRatio" -> {
                strategy.required("requestedToCapacityRatio").required("shape");
                yield Strategy.REQUESTED_TO_CAPACITY_RATIO;
            }
            default ->
                throw strategy.required("type")
                        .mistake(
                                "'" + name
                                        + "' is no strategy; expected LeastAllocated, MostAllocated or RequestedToCapacityRatio");
        };
    }

    private static List<ResourceWeight> resources(YamlNode holder) throws UserException {
        List<ResourceWeight> resources = new ArrayList<>();
        for (YamlNode item : holder.list("resources")) {
            item.only("name", "weight");
            YamlNode weight = item.field("weight");
            resources.add(
                    new ResourceWeight(item.required("name").text(), weight == null ? 1 : Math.max(1, weight.whole())));
        }
        return resources.isEmpty() ? ResourceWeight.CPU_AND_MEMORY : resources;
    }

    private static List<ShapePoint> shape(YamlNode strategy) throws UserException {
        List<ShapePoint> points = new ArrayList<>();
        YamlNode ratio = strategy.field("requestedToCapacityRatio");
        for (YamlNode point : ratio == null ? List.<YamlNode>of() : ratio.list("shape")) {
            point.only("utilization", "score");
            int utilization = point.required("utilization").whole();
            if (!points.isEmpty()
                    && utilization <= points.get(points.size() - 1).utilization()) {
                throw point.mistake("the points' utilization must rise");
            }
            YamlNode score = point.field("score");
            points.add(new ShapePoint(utilization, score == null ? 0 : score.whole()));
        }
        return points;
    }

    private static SpreadArguments spread(YamlNode arguments, SpreadArguments before) throws UserException {
        checked(arguments, "defaultConstraints", "defaultingType");
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (YamlNode item : arguments.list("defaultConstraints")) {
            item.only("maxSkew", "topologyKey", "whenUnsatisfiable");
            constraints.add(SpreadConstraint.of(
                    item.required("maxSkew").whole(),
                    item.required("topologyKey").text(),
                    item.required("whenUnsatisfiable").text().equals("DoNotSchedule"),
                    null));
        }
        YamlNode type = arguments.field("defaultingType");
        boolean system = type == null || type.text().equals("System");
        if (system && !constraints.isEmpty()) {
            throw arguments.mistake("defaultConstraints count only with 'defaultingType: List'");
        }
        return system
                ? SpreadArguments.system(before.minDomains(), before.matchLabelKeys())
                : SpreadArguments.list(constraints, before.minDomains(), before.matchLabelKeys());
    }

    private static SchedulerProfile podAffinity(SchedulerProfile profile, YamlNode arguments) throws UserException {
        checked(arguments, "hardPodAffinityWeight", "ignorePreferredTermsOfExistingPods");
        YamlNode hard = arguments.field("hardPodAffinityWeight");
        YamlNode ignore = arguments.field("ignorePreferredTermsOfExistingPods");
        return profile.withPodAffinity(hard == null ? 1 : hard.whole(), ignore != null && ignore.flag());
    }

    private static PreemptionArguments preemption(YamlNode arguments) throws UserException {
        checked(arguments, "minCandidateNodesPercentage", "minCandidateNodesAbsolute");
        YamlNode percentage = arguments.field("minCandidateNodesPercentage");
        YamlNode absolute = arguments.field("minCandidateNodesAbsolute");
        return new PreemptionArguments(
                percentage == null ? PreemptionArguments.DEFAULT.minCandidateNodesPercentage() : percentage.whole(),
                absolute == null ? PreemptionArguments.DEFAULT.minCandidateNodesAbsolute() : absolute.whole());
    }

    private static NodeAffinity addedAffinity(YamlNode arguments) throws UserException {
        checked(arguments, "addedAffinity");
        YamlNode added = arguments.field("addedAffinity");
        if (added == null) {
            return NodeAffinity.NONE;
        }
        YamlNode required = added.field("requiredDuringSchedulingIgnoredDuringExecution");
        List<NodeSelectorTerm> terms = null;
        if (required != null) {
            terms = new ArrayList<>();
            for (YamlNode term : required.list("nodeSelectorTerms")) {
                terms.add(term(term));
            }
        }
        List<WeightedNodeTerm> preferred = new ArrayList<>();
        for (YamlNode each : added.list("preferredDuringSchedulingIgnoredDuringExecution")) {
            preferred.add(new WeightedNodeTerm(each.required("weight").whole(), term(each.required("preference"))));
        }
        return new NodeAffinity(terms, preferred);
    }

    private static NodeSelectorTerm term(YamlNode term) throws UserException {
        term.only("matchExpressions", "matchFields");
        return new NodeSelectorTerm(requirements(term, "matchExpressions"), requirements(term, "matchFields"));
    }

    private static List<Requirement> requirements(YamlNode term, String key) throws UserException {
        List<Requirement> requirements = new ArrayList<>();
        for (YamlNode each : term.list(key)) {
            @Nullable YamlNode values = each.field("values");
            requirements.add(new Requirement(
                    each.required("key").text(),
                    operator(each.required("operator")),
                    values == null ? List.of() : values.texts()));
        }
        return requirements;
    }

    private static Requirement.Operator operator(YamlNode name) throws UserException {
        return switch (name.text()) {
            case "In" -> Requirement.Operator.IN;
            case "NotIn" -> Requirement.Operator.NOT_IN;
            case "Exists" -> Requirement.Operator.EXISTS;
            case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
            case "Gt" -> Requirement.Operator.GREATER;
            case "Lt" -> Requirement.Operator.LESS;
            default -> throw name.mistake("'" + name.text() + "' is no operator");
        };
    }
}

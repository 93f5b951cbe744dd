package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import org.jspecify.annotations.Nullable;

/** Pods, selectors and affinities as recorded files write them. */
final class PodJson {
    private PodJson() {}

    static PodTemplate template(JsonNode pod) {
        return new PodTemplate(
                Fields.labels(pod, "labels"),
                Fields.labels(pod, "nodeSelector"),
                Fields.list(pod, "tolerations", PodJson::toleration),
                spec(pod));
    }

    private static PodSpec spec(JsonNode pod) {
        return PodSpec.builder()
                .namespace(Fields.text(pod, "ns"))
                .containers(Fields.list(pod, "containers", PodJson::container))
                .initContainers(Fields.list(pod, "init", PodJson::container))
                .overhead(Fields.amounts(pod, "overhead"))
                .nodeName(Fields.text(pod, "nodeName"))
                .nodeAffinity(nodeAffinity(pod.path("nodeAffinity")))
                .podAffinity(podAffinity(pod.path("podAffinity")))
                .podAntiAffinity(podAffinity(pod.path("podAntiAffinity")))
                .spread(Fields.list(pod, "spread", PodJson::spread))
                .neverPreempts(Fields.text(pod, "preemptionPolicy").equals("Never"))
                .owner(pod.has("owner") ? owner(pod.path("owner")) : null)
                .build();
    }

    private static Owner owner(JsonNode owner) {
        return new Owner(Fields.text(owner, "kind"), Fields.text(owner, "name"));
    }

    private static ContainerSpec container(JsonNode container) {
        return new ContainerSpec(
                Fields.text(container, "image"),
                Fields.amounts(container, "req"),
                Fields.list(container, "ports", PodJson::port));
    }

    private static HostPort port(JsonNode port) {
        return new HostPort(Fields.text(port, "protocol"), Fields.text(port, "hostIP"), Fields.whole(port, "hostPort"));
    }

    private static Toleration toleration(JsonNode toleration) {
        String key = Fields.text(toleration, "key");
        String effect = Fields.text(toleration, "effect");
        String value = Fields.text(toleration, "value");
        return new Toleration(
                key.isEmpty() ? null : key,
                Fields.text(toleration, "op").equals("Exists") ? null : value,
                effect.isEmpty() ? null : effect(effect));
    }

    static Taint taint(JsonNode taint) {
        return new Taint(Fields.text(taint, "key"), Fields.text(taint, "value"), effect(Fields.text(taint, "effect")));
    }

    static Taint.Effect effect(String name) {
        return switch (name) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> throw new IllegalArgumentException("'" + name + "' is no effect of a taint");
        };
    }

    static NodeAffinity nodeAffinity(JsonNode affinity) {
        return new NodeAffinity(
                affinity.has("required") ? Fields.list(affinity, "required", PodJson::nodeTerm) : null,
                Fields.list(
                        affinity,
                        "preferred",
                        each -> new WeightedNodeTerm(Fields.whole(each, "weight"), nodeTerm(each.path("term")))));
    }

    private static NodeSelectorTerm nodeTerm(JsonNode term) {
        return new NodeSelectorTerm(
                Fields.list(term, "expr", PodJson::requirement), Fields.list(term, "fields", PodJson::requirement));
    }

    private static Requirement requirement(JsonNode requirement) {
        return new Requirement(
                Fields.text(requirement, "key"),
                operator(Fields.text(requirement, "op")),
                Fields.texts(requirement, "values"));
    }

    private static Requirement.Operator operator(String name) {
        return switch (name) {
            case "In" -> Requirement.Operator.IN;
            case "NotIn" -> Requirement.Operator.NOT_IN;
            case "Exists" -> Requirement.Operator.EXISTS;
            case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
            case "Gt" -> Requirement.Operator.GREATER;
            case "Lt" -> Requirement.Operator.LESS;
            default -> throw new IllegalArgumentException("'" + name + "' is no operator of a selector");
        };
    }

    private static PodAffinity podAffinity(JsonNode affinity) {
        return new PodAffinity(
                Fields.list(affinity, "required", PodJson::podTerm),
                Fields.list(
                        affinity,
                        "preferred",
                        each -> new WeightedPodTerm(Fields.whole(each, "weight"), podTerm(each.path("term")))));
    }

    private static PodAffinityTerm podTerm(JsonNode term) {
        return new PodAffinityTerm(
                selector(term, "selector"),
                Fields.texts(term, "namespaces"),
                selector(term, "nsSelector"),
                Fields.text(term, "topologyKey"));
    }

    /** The selector in a field; null, which is not the same as an empty one, if the field is absent. */
    static @Nullable LabelSelector selector(JsonNode node, String field) {
        JsonNode selector = node.path(field);
        if (selector.isMissingNode() || selector.isNull()) {
            return null;
        }
        return new LabelSelector(
                Fields.labels(selector, "matchLabels"), Fields.list(selector, "matchExpr", PodJson::requirement));
    }

    static SpreadConstraint spread(JsonNode constraint) {
        return new SpreadConstraint(
                Fields.whole(constraint, "maxSkew"),
                Fields.text(constraint, "topologyKey"),
                Fields.text(constraint, "when").equals("DoNotSchedule"),
                selector(constraint, "selector"),
                Math.toIntExact(Fields.number(constraint, "minDomains", 1)),
                !Fields.text(constraint, "nodeAffinityPolicy").equals("Ignore"),
                Fields.text(constraint, "nodeTaintsPolicy").equals("Honor"),
                Fields.texts(constraint, "matchLabelKeys"));
    }
}

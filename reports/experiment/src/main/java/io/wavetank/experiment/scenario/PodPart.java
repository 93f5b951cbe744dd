package io.wavetank.experiment.scenario;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Turns what a kind of task says as a Kubernetes pod into a specification; what it requests is filled in task by task. */
final class PodPart {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final String HONOR = "Honor";
    private static final SortedMap<String, Long> NOTHING = Collections.emptySortedMap();

    private PodPart() {}

    static PodSpec of(Section kind) throws ScenarioException {
        var pod = PodSpec.builder()
                .namespace(kind.text("namespace"))
                .containers(containers(kind))
                .spread(spread(kind))
                .neverPreempts(kind.text("preemptionPolicy").equals("Never"));
        if (kind.has("owner")) {
            Section owner = kind.section("owner");
            pod.owner(new Owner(owner.text("kind"), owner.text("name")));
        }
        if (kind.has("affinity")) {
            Section affinity = kind.section("affinity");
            pod.nodeAffinity(nodes(affinity))
                    .podAffinity(pods(affinity, "podAffinity"))
                    .podAntiAffinity(pods(affinity, "podAntiAffinity"));
        }
        return pod.build();
    }

    private static List<ContainerSpec> containers(Section kind) {
        List<HostPort> ports = new ArrayList<>();
        for (double port : kind.numbers("hostPorts")) {
            ports.add(new HostPort("TCP", HostPort.ANY_ADDRESS, (int) port));
        }
        List<ContainerSpec> containers = new ArrayList<>();
        for (String image : kind.texts("images")) {
            containers.add(new ContainerSpec(image, NOTHING, containers.isEmpty() ? ports : List.of()));
        }
        if (containers.isEmpty() && !ports.isEmpty()) {
            containers.add(new ContainerSpec("", NOTHING, ports));
        }
        return containers;
    }

    private static List<SpreadConstraint> spread(Section kind) throws ScenarioException {
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (Section each : kind.sections("topologySpreadConstraints")) {
            constraints.add(new SpreadConstraint(
                    (int) each.whole("maxSkew"),
                    each.text("topologyKey"),
                    each.text("whenUnsatisfiable").equals("DoNotSchedule"),
                    Selectors.labels(each, "labelSelector"),
                    each.has("minDomains") ? (int) each.whole("minDomains") : 1,
                    each.text("nodeAffinityPolicy").equals(HONOR),
                    each.text("nodeTaintsPolicy").equals(HONOR),
                    each.texts("matchLabelKeys")));
        }
        return constraints;
    }

    private static NodeAffinity nodes(Section affinity) throws ScenarioException {
        if (!affinity.has("nodeAffinity")) {
            return NodeAffinity.NONE;
        }
        Section nodes = affinity.section("nodeAffinity");
        List<NodeSelectorTerm> required = null;
        if (nodes.has(REQUIRED)) {
            required = new ArrayList<>();
            for (Section term : nodes.section(REQUIRED).sections("nodeSelectorTerms")) {
                required.add(Selectors.term(term));
            }
        }
        List<WeightedNodeTerm> preferred = new ArrayList<>();
        for (Section each : nodes.sections(PREFERRED)) {
            preferred.add(new WeightedNodeTerm((int) each.whole("weight"), Selectors.term(each.section("preference"))));
        }
        return new NodeAffinity(required, preferred);
    }

    private static PodAffinity pods(Section affinity, String key) throws ScenarioException {
        if (!affinity.has(key)) {
            return PodAffinity.NONE;
        }
        Section pods = affinity.section(key);
        List<PodAffinityTerm> required = new ArrayList<>();
        for (Section term : pods.sections(REQUIRED)) {
            required.add(term(term));
        }
        List<WeightedPodTerm> preferred = new ArrayList<>();
        for (Section each : pods.sections(PREFERRED)) {
            preferred.add(new WeightedPodTerm((int) each.whole("weight"), term(each.section("podAffinityTerm"))));
        }
        return new PodAffinity(required, preferred);
    }

    private static PodAffinityTerm term(Section term) throws ScenarioException {
        return new PodAffinityTerm(
                Selectors.labels(term, "labelSelector"),
                term.texts("namespaces"),
                Selectors.labels(term, "namespaceSelector"),
                term.text("topologyKey"));
    }
}

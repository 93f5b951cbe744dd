package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.Outcome;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One recorded file of searches, carried out step by step beside a scheduler of ours. */
final class SamplingReplay {
    private static final int PREFERENCE = 10;
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";
    private static final String LEGACY_ZONE = "failure-domain.beta.kubernetes.io/zone";
    private static final String LEGACY_REGION = "failure-domain.beta.kubernetes.io/region";

    private final JsonNode file;
    private final ClusterCache cluster = new ClusterCache();
    private final KubeScheduler scheduler;
    private final Scorecard card = new Scorecard();
    private List<String> recordedOrder = List.of();
    private int pods;

    SamplingReplay(JsonNode file) {
        this.file = file;
        SchedulerProfile profile = SchedulerProfile.defaults(Compatibility.V1_26)
                .withPercentageOfNodesToScore(Fields.whole(file, "percentageOfNodesToScore"));
        this.scheduler = new KubeScheduler(cluster, profile, TieRule.LOWEST_NAME, new Draws(0, 0));
    }

    Outcome outcome() {
        return card.outcome();
    }

    void step(JsonNode step) {
        String operation = Fields.text(step, "op");
        switch (operation) {
            case "addNodes" -> Fields.list(step, "nodes", this::put);
            case "removeNodes" -> Fields.texts(step, "nodes").forEach(cluster::removeNode);
            case "relabel" -> put(step.path("node"));
            case "bound" -> Fields.list(step, "pods", this::bind);
            case "pod" -> decide(step);
            default -> throw new IllegalArgumentException("there is no operation '" + operation + "'");
        }
    }

    /** A node as [name, kind, zone]. */
    private int put(JsonNode node) {
        JsonNode kind = file.path("kinds").path(node.path(1).asInt(-1));
        JsonNode zone = file.path("zones").path(node.path(2).asInt(-1));
        if (!node.path(0).isTextual() || !kind.isObject() || !zone.isObject()) {
            throw new IllegalArgumentException("not a node: " + node);
        }
        SortedMap<String, String> labels = new TreeMap<>();
        copy(kind, "pool", labels, "pool");
        copy(zone, "zone", labels, ZONE);
        copy(zone, "region", labels, REGION);
        copy(zone, "legacyZone", labels, LEGACY_ZONE);
        copy(zone, "legacyRegion", labels, LEGACY_REGION);
        var allocatable = Map.of(
                "cpu", Fields.number(kind, "cpu"),
                "memory", Fields.number(kind, "memory"),
                "pods", Fields.number(kind, "pods"));
        List<Taint> taints = Fields.list(
                kind,
                "taints",
                each -> new Taint(
                        each.path(0).asText(), "", PodJson.effect(each.path(1).asText())));
        return cluster.putNode(
                NodeSpec.of(node.path(0).textValue(), labels, allocatable).withTaints(taints));
    }

    private static void copy(JsonNode from, String field, SortedMap<String, String> labels, String label) {
        if (from.has(field)) {
            labels.put(label, Fields.text(from, field));
        }
    }

    /** A pod as [node, template]. */
    private Pod bind(JsonNode bound) {
        Pod pod = pod(bound.path(1).asInt(-1));
        cluster.putPod(pod, bound.path(0).asText());
        return pod;
    }

    private Pod pod(int number) {
        JsonNode template = file.path("templates").path(number);
        if (!template.isObject()) {
            throw new IllegalArgumentException("there is no template " + number);
        }
        SortedMap<String, Long> requests = new TreeMap<>();
        requests.put("cpu", Fields.number(template, "cpu"));
        requests.put("memory", Fields.number(template, "memory"));
        SortedMap<String, String> selector = new TreeMap<>();
        copy(template, "pool", selector, "pool");
        PodSpec spec = PodSpec.builder()
                .containers(List.of(ContainerSpec.of(requests)))
                .nodeAffinity(new NodeAffinity(null, preference(Fields.text(template, "prefersPool"))))
                .build();
        List<Toleration> tolerations = Fields.texts(template, "tolerates").stream()
                .map(key -> new Toleration(key, null, null))
                .toList();
        var whole = new PodTemplate(new TreeMap<>(), selector, tolerations, spec);
        return new Pod("pod-" + pods, cluster.podClass(whole), 0, pods++);
    }

    private static List<WeightedNodeTerm> preference(String pool) {
        if (pool.isEmpty()) {
            return List.of();
        }
        var requirement = new Requirement("pool", Requirement.Operator.IN, List.of(pool));
        return List.of(new WeightedNodeTerm(PREFERENCE, new NodeSelectorTerm(List.of(requirement), List.of())));
    }

    private void decide(JsonNode step) {
        Pod pod = pod(Fields.whole(step, "t"));
        card.begin("pod " + Fields.text(step, "pod"));
        Findings findings = scheduler.decide(pod, pods);
        if (step.has("order")) {
            recordedOrder = Fields.texts(step, "order");
        }
        card.compare("node order", "number", Fields.whole(step, "nodes"), findings.nodes());
        card.compare("node order", "", recordedOrder, order());
        card.compare("number to find", "", Fields.whole(step, "toFind"), findings.toFind());
        card.compare("start index", "before", Fields.whole(step, "startBefore"), findings.startBefore());
        card.compare("start index", "after", Fields.whole(step, "startAfter"), findings.startAfter());
        card.compare(
                "found",
                "evaluated",
                Fields.whole(step, "evaluated"),
                findings.feasibleCount() + findings.rejectedCount());
        card.compare("found", "number", Fields.whole(step, "nFeasible"), findings.feasibleCount());
        card.compare("found", "nodes", recordedNodes(step), names(findings));
        compareChoice(step, findings);
        card.end();
        if (step.has("chosen")) {
            cluster.putPod(pod, Fields.text(step, "chosen"));
        }
    }

    private void compareChoice(JsonNode step, Findings findings) {
        card.compare("choice", "best total", Fields.number(step, "bestTotal"), findings.bestTotal());
        card.compare("choice", "number of best", Fields.whole(step, "nBest"), findings.ties());
        int chosen = findings.chosen();
        card.compare(
                "choice",
                "node",
                Fields.text(step, "chosen"),
                chosen == Pod.NOWHERE ? "" : cluster.nodes().name(chosen));
    }

    private List<String> order() {
        List<String> names = new ArrayList<>();
        for (int place = 0; place < scheduler.cycle().order().size(); place++) {
            names.add(cluster.nodes().name(scheduler.cycle().order().node(place)));
        }
        return names;
    }

    /** The nodes found, unfolded from runs of offsets: offset o is the position (start + o) modulo the number of nodes. */
    private List<String> recordedNodes(JsonNode step) {
        List<Integer> runs = Fields.wholes(step, "found");
        List<String> names = new ArrayList<>();
        int start = Fields.whole(step, "startBefore");
        for (int i = 0; i + 1 < runs.size(); i += 2) {
            for (int k = 0; k < runs.get(i + 1); k++) {
                names.add(recordedOrder.get((start + runs.get(i) + k) % recordedOrder.size()));
            }
        }
        return names;
    }

    private List<String> names(Findings findings) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < findings.feasibleCount(); k++) {
            names.add(cluster.nodes().name(findings.feasible()[k]));
        }
        return names;
    }
}

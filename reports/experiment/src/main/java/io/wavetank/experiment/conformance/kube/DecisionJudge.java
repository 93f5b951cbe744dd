package io.wavetank.experiment.conformance.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.Preemption.Candidate;
import io.wavetank.policy.kubernetes.framework.ScorePlugin;
import io.wavetank.policy.kubernetes.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds one of our decisions against the recorded one, part by part. */
final class DecisionJudge {
    private static final String FEASIBLE = "feasible nodes";
    private static final String OUTCOME = "outcome";
    private static final String PREEMPTION = "preemption";
    private static final String NOTHING = "nothing";

    private final KubeCase recorded;
    private final Scorecard card;

    DecisionJudge(KubeCase recorded, Scorecard card) {
        this.recorded = recorded;
        this.card = card;
    }

    /** Compares which nodes will do, and for the others who is the first against them and why. */
    void search(JsonNode expected, Findings findings) {
        card.compare(FEASIBLE, "number", Fields.whole(expected, "nFeasible"), findings.feasibleCount());
        if (recorded.brief()) {
            return;
        }
        card.compare(
                FEASIBLE,
                "positions",
                Fields.wholes(expected, "feasible"),
                positions(findings.feasible(), findings.feasibleCount()));
        String[] rejections = rejections(expected, "rejected");
        for (int position : Fields.wholes(expected, "notConsidered")) {
            rejections[position] = "not looked at";
        }
        boolean[] feasible = new boolean[recorded.nodes()];
        Fields.wholes(expected, "feasible").forEach(position -> feasible[position] = true);
        for (int position = 0; position < rejections.length; position++) {
            Status status = findings.status(recorded.slot(position));
            String got = status != null ? text(status) : isFeasible(findings, position) ? NOTHING : "not looked at";
            String wanted = feasible[position] ? NOTHING : rejections[position];
            card.compare(partOf(wanted, got), nodeName(position), wanted, got);
        }
    }

    private boolean isFeasible(Findings findings, int position) {
        int slot = recorded.slot(position);
        return Arrays.stream(findings.feasible(), 0, findings.feasibleCount()).anyMatch(node -> node == slot);
    }

    /** The plug-in that a difference is put down to. */
    private static String partOf(String wanted, String got) {
        String text = wanted.equals(NOTHING) ? got : wanted;
        int end = text.indexOf(' ');
        String first = end < 0 ? text : text.substring(0, end);
        return first.equals(NOTHING) || first.equals("not") ? FEASIBLE : first;
    }

    private String[] rejections(JsonNode holder, String field) {
        String[] texts = new String[recorded.nodes()];
        Arrays.fill(texts, NOTHING);
        Fields.list(holder, field, each -> {
            String text =
                    Fields.text(each, "plugin") + " " + Fields.text(each, "code") + " " + Fields.texts(each, "reasons");
            Fields.wholes(each, "nodes").forEach(position -> texts[position] = text);
            return text;
        });
        return texts;
    }

    private static String text(Status status) {
        return status.plugin() + (status.code() == Status.Code.UNRESOLVABLE ? " UU " : " U ") + status.reasons();
    }

    /** Compares scores and sums, parallel to the feasible nodes. */
    void scores(JsonNode expected, Findings findings) {
        long ties = Fields.number(expected, "nBest");
        card.compare("total", "best", Fields.number(expected, "bestTotal"), findings.bestTotal());
        card.compare("total", "number of best", ties, (long) findings.ties());
        if (recorded.brief()) {
            return;
        }
        Map<Integer, Integer> places = new TreeMap<>();
        for (int k = 0; k < findings.feasibleCount(); k++) {
            places.put(position(findings.feasible()[k]), k);
        }
        List<ScorePlugin> plugins = recorded.scheduler().cycle().scores();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < plugins.size(); i++) {
            String name = plugins.get(i).name();
            JsonNode scores = expected.path("scores").path(name);
            ours.add(name);
            compareArray(name, "raw", scores.path("raw"), findings.raw(i), places);
            if (scores.has("norm")) {
                compareArray(name, "normalised", scores.path("norm"), findings.normalised(i), places);
            } else {
                compareArray(name, "score", scores.path("raw"), findings.normalised(i), places);
            }
        }
        expected.path("scores").fieldNames().forEachRemaining(name -> {
            if (!ours.contains(name)) {
                card.compare(name, "", "scores", NOTHING);
            }
        });
        compareArray("total", "sum", expected.path("total"), findings.total(), places);
        List<Integer> best = new ArrayList<>();
        places.forEach((position, k) -> {
            if (findings.total()[k] == findings.bestTotal()) {
                best.add(position);
            }
        });
        card.compare("total", "best nodes", Fields.wholes(expected, "best"), best);
    }

    private void compareArray(String part, String kind, JsonNode expected, long[] got, Map<Integer, Integer> places) {
        if (!expected.isNumber() && expected.size() != places.size()) {
            card.compare(part, kind, expected.size() + " values", places.size() + " values");
            return;
        }
        int i = 0;
        for (Map.Entry<Integer, Integer> place : places.entrySet()) {
            JsonNode value = expected.isNumber() ? expected : expected.path(i);
            card.compare(part, nodeName(place.getKey()) + ", " + kind, value.longValue(), got[place.getValue()]);
            i++;
        }
    }

    /** Compares where a pod that found room goes. */
    void bound(JsonNode expected, Pod pod, int chosen) {
        card.compare(OUTCOME, "", Fields.text(expected, "outcome"), "bound");
        card.compare(
                OUTCOME,
                "node",
                Fields.text(expected, "node"),
                recorded.cluster().nodes().name(chosen));
        card.compare(OUTCOME, "start", Fields.number(expected, "start"), pod.start());
    }

    /** Compares who could be evicted for a pod that found no room, and who is. */
    void preemption(JsonNode expected, Preemption preemption) {
        JsonNode wanted = expected.path("preempt");
        card.compare(PREEMPTION, "eligible", Fields.flag(wanted, "eligible"), preemption.eligible());
        Candidate chosen = preemption.chosen();
        card.compare(
                PREEMPTION,
                "chosen",
                Fields.text(wanted, "chosen"),
                chosen == null ? "" : recorded.cluster().nodes().name(chosen.node()));
        card.compare(
                PREEMPTION,
                "victims",
                Fields.texts(wanted, "victims"),
                chosen == null ? List.of() : names(chosen.victims()));
        if (recorded.brief()) {
            return;
        }
        Map<Integer, String> candidates = new TreeMap<>();
        Fields.list(
                wanted,
                "candidates",
                each -> candidates.put(
                        Fields.whole(each, "node"),
                        Fields.texts(each, "victims") + ", violations " + Fields.whole(each, "pdbViolations")));
        Map<Integer, String> ours = new TreeMap<>();
        for (Candidate each : preemption.candidates()) {
            ours.put(position(each.node()), names(each.victims()) + ", violations " + each.violations());
        }
        card.compare(PREEMPTION, "candidates", candidates, ours);
        String[] failures = rejections(wanted, "failed");
        String[] got = new String[failures.length];
        Arrays.fill(got, NOTHING);
        preemption.failures().forEach(each -> got[position(each.node())] = text(each.status()));
        for (int position = 0; position < got.length; position++) {
            card.compare(PREEMPTION, nodeName(position) + ", failed", failures[position], got[position]);
        }
    }

    /** Compares the outcome once the recorded victims are gone: the pod may fit on the chosen node, or not even then. */
    void afterPreemption(JsonNode expected, Pod pod, Preemption preemption) {
        String wanted = Fields.text(expected, "outcome");
        Candidate chosen = preemption.chosen();
        if (chosen == null) {
            card.compare(OUTCOME, "", wanted, "unschedulable");
            return;
        }
        ClusterCache cluster = recorded.cluster();
        boolean there = pod.node() != Pod.NOWHERE;
        if (there) {
            card.compare(
                    OUTCOME,
                    "node",
                    cluster.nodes().name(pod.node()),
                    cluster.nodes().name(chosen.node()));
            card.compare(OUTCOME, "start", Fields.number(expected, "start"), pod.start());
            cluster.removePod(pod);
        }
        boolean fits = recorded.scheduler().fits(pod, chosen.node());
        card.compare(OUTCOME, "", wanted, fits ? "preempted" : "nominatedOnly");
        if (there) {
            cluster.putPod(pod, recorded.slot(Fields.text(expected, "node")));
        }
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(Pod::name).toList();
    }

    private List<Integer> positions(int[] slots, int count) {
        return Arrays.stream(slots, 0, count)
                .map(this::position)
                .sorted()
                .boxed()
                .toList();
    }

    /** Nodes are numbered in the order in which they were put, which is that of the file. */
    private int position(int slot) {
        for (int position = slot; position < recorded.nodes(); position++) {
            if (recorded.slot(position) == slot) {
                return position;
            }
        }
        throw new IllegalStateException("No such node: " + slot);
    }

    private String nodeName(int position) {
        return "node " + recorded.cluster().nodes().name(recorded.slot(position));
    }
}

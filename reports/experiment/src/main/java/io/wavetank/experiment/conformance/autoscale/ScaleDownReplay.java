package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.experiment.conformance.kube.Scorecard;
import io.wavetank.policy.kubernetes.autoscale.ca.Eligibility;
import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod;
import io.wavetank.policy.kubernetes.autoscale.ca.ScalableNode;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownCluster;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownOptions;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownPlanner;
import io.wavetank.policy.kubernetes.autoscale.ca.Unremovable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replays recorded cases of scaling down: what holds of each node by itself, then the planner step by step. */
final class ScaleDownReplay {
    private ScaleDownReplay() {}

    static void replay(String id, JsonNode recorded, Scorecard card) {
        ScaleDownOptions options = ScaleDownJson.options(recorded.path("options"));
        ScaleDownCluster cluster = ScaleDownJson.cluster(recorded);
        JsonNode expected = recorded.path("expected");
        card.begin(id);
        eligibility(cluster, options, expected, card);
        independent(cluster, options, expected.path("independent"), card);
        card.compare("empty", "", Fields.texts(expected, "empty"), ScaleDownPlanner.empty(cluster, options, 0));
        if (expected.path("planner").isEmpty()) {
            throw new IllegalArgumentException("the planner has no steps");
        }
        planner(cluster, options, expected.path("planner"), card);
        card.end();
    }

    private static void eligibility(
            ScaleDownCluster cluster, ScaleDownOptions options, JsonNode expected, Scorecard card) {
        List<String> eligible = new ArrayList<>();
        SortedMap<String, String> ineligible = new TreeMap<>();
        SortedMap<String, List<Double>> utilization = new TreeMap<>();
        for (ScalableNode node : cluster.nodes()) {
            Eligibility ours =
                    Eligibility.of(node, cluster.podsOn(cluster.nodes().indexOf(node)), options, 0);
            if (ours.reason() == null) {
                eligible.add(node.name());
            } else {
                ineligible.put(node.name(), ours.reason().text());
            }
            if (ours.utilization() != null) {
                utilization.put(node.name(), ours.utilization().shares());
            }
        }
        card.compare("eligible", "", Fields.texts(expected, "eligible"), eligible);
        card.compare("ineligible", "", Fields.labels(expected, "ineligible"), ineligible);
        SortedMap<String, List<Double>> recorded = new TreeMap<>();
        JsonNode shares = expected.path("utilization");
        shares.fieldNames()
                .forEachRemaining(name -> recorded.put(name, Fields.list(shares, name, ScaleDownReplay::share)));
        card.compare("utilization", "", recorded, utilization);
    }

    private static double share(JsonNode share) {
        if (!share.isNumber()) {
            throw Fields.wrong("utilization", share);
        }
        return share.doubleValue();
    }

    private static void independent(
            ScaleDownCluster cluster, ScaleDownOptions options, JsonNode expected, Scorecard card) {
        SortedMap<String, List<String>> removable = new TreeMap<>();
        SortedMap<String, List<String>> unremovable = new TreeMap<>();
        ScaleDownPlanner.tryEach(cluster, options, 0).forEach((node, trial) -> {
            if (trial.unremovable() == null) {
                removable.put(node, trial.pods().stream().map(RunningPod::key).toList());
            } else {
                unremovable.put(node, words(trial.unremovable()));
            }
        });
        card.compare("removable", "", lists(expected, "removable"), removable);
        card.compare("blocked", "", lists(expected, "unremovable"), unremovable);
    }

    private static void planner(ScaleDownCluster cluster, ScaleDownOptions options, JsonNode steps, Scorecard card) {
        var planner = new ScaleDownPlanner(options);
        for (JsonNode step : steps) {
            String place = "at " + Fields.number(step, "atSec") + " s";
            ScaleDownPlanner.Plan plan = planner.step(cluster, ScaleDownJson.millis(step, "atSec"));
            SortedMap<String, List<String>> unremovable = new TreeMap<>();
            plan.unremovable().forEach((node, why) -> unremovable.put(node, words(why)));
            card.compare("unneeded", place, Fields.texts(step, "unneeded"), plan.unneeded());
            card.compare("unremovable", place, lists(step, "unremovable"), unremovable);
            card.compare("deleteEmpty", place, Fields.texts(step, "deleteEmpty"), plan.deleteEmpty());
            card.compare("deleteDrain", place, Fields.texts(step, "deleteDrain"), plan.deleteDrain());
        }
    }

    private static List<String> words(Unremovable why) {
        List<String> words = new ArrayList<>(List.of(why.reason().text()));
        if (why.blocker() != null && why.why() != null) {
            words.add(why.blocker().key());
            words.add(why.why().text());
        }
        return words;
    }

    private static SortedMap<String, List<String>> lists(JsonNode node, String field) {
        SortedMap<String, List<String>> lists = new TreeMap<>();
        JsonNode map = node.path(field);
        map.fieldNames().forEachRemaining(name -> lists.put(name, Fields.texts(map, name)));
        return lists;
    }
}

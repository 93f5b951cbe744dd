package io.wavetank.workload.snapshot;

import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what chooses nodes and pods: selectors, affinity, spread constraints, tolerations. */
final class Selections {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final String EXPRESSIONS = "matchExpressions";
    private static final int MOST_WEIGHT = 100;

    private Selections() {}

    /** A selector of labels; null if none is given, which chooses nothing. */
    static @Nullable LabelSelector labels(Fields selector) throws TraceFormatException {
        return selector.given()
                ? new LabelSelector(selector.at("matchLabels").strings(), requirements(selector.at(EXPRESSIONS)))
                : null;
    }

    private static List<Requirement> requirements(Fields expressions) throws TraceFormatException {
        List<Requirement> all = new ArrayList<>();
        for (Fields each : expressions.list()) {
            String word = each.at("operator").text("");
            Requirement.Operator operator = switch (word) {
                case "In" -> Requirement.Operator.IN;
                case "NotIn" -> Requirement.Operator.NOT_IN;
                case "Exists" -> Requirement.Operator.EXISTS;
                case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
                case "Gt" -> Requirement.Operator.GREATER;
                case "Lt" -> Requirement.Operator.LESS;
                default ->
                    throw each.fault(
                            "'" + word + "' is no operator", "write In, NotIn, Exists, DoesNotExist, Gt or Lt");
            };
            all.add(new Requirement(
                    each.at("key").text(""), operator, each.at("values").texts()));
        }
        return all;
    }

    static NodeSelectorTerm nodeTerm(Fields term) throws TraceFormatException {
        return new NodeSelectorTerm(requirements(term.at(EXPRESSIONS)), requirements(term.at("matchFields")));
    }

    static NodeAffinity nodes(Fields affinity) throws TraceFormatException {
        List<NodeSelectorTerm> required = null;
        if (affinity.at(REQUIRED).given()) {
            required = new ArrayList<>();
            for (Fields term : affinity.at(REQUIRED, "nodeSelectorTerms").list()) {
                required.add(nodeTerm(term));
            }
        }
        List<WeightedNodeTerm> preferred = new ArrayList<>();
        for (Fields each : affinity.at(PREFERRED).list()) {
            preferred.add(new WeightedNodeTerm(weight(each), nodeTerm(each.at("preference"))));
        }
        return new NodeAffinity(required, preferred);
    }

    private static int weight(Fields term) throws TraceFormatException {
        return term.at("weight").number(1, 1, MOST_WEIGHT);
    }

    static PodAffinity pods(Fields affinity) throws TraceFormatException {
        List<PodAffinityTerm> required = new ArrayList<>();
        for (Fields term : affinity.at(REQUIRED).list()) {
            required.add(podTerm(term));
        }
        List<WeightedPodTerm> preferred = new ArrayList<>();
        for (Fields each : affinity.at(PREFERRED).list()) {
            preferred.add(new WeightedPodTerm(weight(each), podTerm(each.at("podAffinityTerm"))));
        }
        return new PodAffinity(required, preferred);
    }

    private static PodAffinityTerm podTerm(Fields term) throws TraceFormatException {
        return new PodAffinityTerm(
                labels(term.at("labelSelector")),
                term.at("namespaces").texts(),
                labels(term.at("namespaceSelector")),
                term.at("topologyKey").text(""));
    }

    static List<SpreadConstraint> spread(Fields constraints) throws TraceFormatException {
        List<SpreadConstraint> all = new ArrayList<>();
        for (Fields each : constraints.list()) {
            all.add(new SpreadConstraint(
                    each.at("maxSkew").number(1, 1, Integer.MAX_VALUE),
                    each.at("topologyKey").text(""),
                    !each.at("whenUnsatisfiable").text("DoNotSchedule").equals("ScheduleAnyway"),
                    labels(each.at("labelSelector")),
                    each.at("minDomains").number(1, 1, Integer.MAX_VALUE),
                    !each.at("nodeAffinityPolicy").text("Honor").equals("Ignore"),
                    each.at("nodeTaintsPolicy").text("Ignore").equals("Honor"),
                    each.at("matchLabelKeys").texts()));
        }
        return all;
    }

    static List<Toleration> tolerations(Fields tolerations) throws TraceFormatException {
        List<Toleration> all = new ArrayList<>();
        for (Fields each : tolerations.list()) {
            String key = each.at("key").text("");
            String operator = each.at("operator").text("Equal");
            if (!operator.equals("Exists") && (!operator.equals("Equal") || key.isEmpty())) {
                throw each.fault(
                        "a toleration has a key and operator Equal, or operator Exists", "write operator: Exists");
            }
            all.add(new Toleration(
                    key.isEmpty() ? null : key,
                    operator.equals("Exists") ? null : each.at("value").text(""),
                    each.at("effect").text("").isEmpty() ? null : effect(each),
                    seconds(each)));
        }
        return all;
    }

    /** For how long; what Kubernetes takes for no time at all is none. */
    private static @Nullable Long seconds(Fields toleration) throws TraceFormatException {
        Fields seconds = toleration.at("tolerationSeconds");
        return seconds.given()
                ? Long.valueOf(Math.max(0, seconds.number(0, Integer.MIN_VALUE, Integer.MAX_VALUE)))
                : null;
    }

    static Taint.Effect effect(Fields holder) throws TraceFormatException {
        String word = holder.at("effect").text("");
        return switch (word) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default ->
                throw holder.fault(
                        "'" + word + "' is no effect of a taint", "write NoSchedule, PreferNoSchedule or NoExecute");
        };
    }
}

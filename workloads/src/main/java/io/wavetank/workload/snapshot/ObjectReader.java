package io.wavetank.workload.snapshot;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what is neither node nor pod into what the API server knows: namespaces, services, controllers, budgets; and keeps autoscalers. */
final class ObjectReader {
    private static final String SELECTOR = "selector";
    private final Objects objects;

    ObjectReader(Objects objects) {
        this.objects = objects;
    }

    ApiObjects read(Priorities priorities, Map<String, Long> counts) throws TraceFormatException {
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        for (Fields each : objects.of("Namespace")) {
            SortedMap<String, String> labels = each.at("metadata", "labels").strings();
            labels.put("kubernetes.io/metadata.name", Objects.name(each));
            namespaces.put(Objects.name(each), labels);
        }
        List<ApiObjects.Service> services = new ArrayList<>();
        for (Fields each : objects.of("Service")) {
            SortedMap<String, String> selector = each.at("spec", SELECTOR).strings();
            if (!selector.isEmpty()) {
                services.add(new ApiObjects.Service(Objects.namespace(each), Objects.name(each), selector));
            }
        }
        return new ApiObjects(namespaces, services, workloads(), budgets(counts), priorities.values());
    }

    private List<ApiObjects.Workload> workloads() throws TraceFormatException {
        List<ApiObjects.Workload> workloads = new ArrayList<>();
        for (String kind : List.of("ReplicaSet", "StatefulSet", "ReplicationController")) {
            for (Fields each : objects.of(kind)) {
                add(workloads, kind, each);
            }
        }
        for (Fields each : objects.of("Deployment")) {
            if (objects.replicaSetsOf(each).isEmpty()) {
                add(workloads, "ReplicaSet", each);
            }
        }
        return workloads;
    }

    private static void add(List<ApiObjects.Workload> to, String kind, Fields object) throws TraceFormatException {
        Fields spec = object.at("spec");
        LabelSelector selector = kind.equals("ReplicationController")
                ? LabelSelector.of(spec.at(SELECTOR).strings())
                : Selections.labels(spec.at(SELECTOR));
        if (selector != null) {
            int replicas = spec.at("replicas").number(1, 0, Integer.MAX_VALUE);
            to.add(new ApiObjects.Workload(kind, Objects.namespace(object), Objects.name(object), selector, replicas));
        }
    }

    private List<BudgetSpec> budgets(Map<String, Long> counts) throws TraceFormatException {
        List<BudgetSpec> budgets = new ArrayList<>();
        for (Fields each : objects.of("PodDisruptionBudget")) {
            Fields spec = each.at("spec");
            CountOrPercentage least = amount(spec.at("minAvailable"));
            CountOrPercentage most = amount(spec.at("maxUnavailable"));
            LabelSelector selector = Selections.labels(spec.at(SELECTOR));
            if (selector == null || (least == null) == (most == null)) {
                counts.merge("budgets_without_selector_or_bound", 1L, Long::sum);
            } else {
                budgets.add(new BudgetSpec(Objects.namespace(each), Objects.name(each), selector, least, most));
            }
        }
        return budgets;
    }

    private static @Nullable CountOrPercentage amount(Fields value) throws TraceFormatException {
        String text = value.text("");
        if (text.isEmpty()) {
            return null;
        }
        boolean percentage = text.endsWith("%");
        String digits = percentage ? text.substring(0, text.length() - 1) : text;
        if (!digits.matches("[0-9]{1,9}")) {
            throw value.fault("'" + text + "' is no number and no percentage", "write one such as 2 or 50%");
        }
        return new CountOrPercentage(Integer.parseInt(digits), percentage);
    }

    List<AutoscalerRecord> autoscalers() throws TraceFormatException {
        List<AutoscalerRecord> records = new ArrayList<>();
        for (Fields each : objects.of("HorizontalPodAutoscaler")) {
            Fields spec = each.at("spec");
            Fields target = spec.at("scaleTargetRef");
            target.at("apiVersion").settle();
            records.add(new AutoscalerRecord(
                    Objects.namespace(each),
                    Objects.name(each),
                    target.at("kind").text(""),
                    target.at("name").text(""),
                    spec.at("minReplicas").number(1, 0, Integer.MAX_VALUE),
                    spec.at("maxReplicas").number(1, 0, Integer.MAX_VALUE)));
        }
        return records;
    }
}

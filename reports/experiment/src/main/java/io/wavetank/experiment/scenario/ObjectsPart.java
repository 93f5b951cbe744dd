package io.wavetank.experiment.scenario;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a cluster holds besides its nodes into objects of the contract. */
final class ObjectsPart {
    private static final String NAMESPACE = "namespace";
    private static final String SELECTOR = "selector";

    private ObjectsPart() {}

    /** Returns the objects of {@code cluster}, the priority classes of Kubernetes among them. */
    static ApiObjects of(Section cluster) throws ScenarioException {
        SortedMap<String, Integer> priorities = new TreeMap<>();
        priorities.put("system-cluster-critical", 2_000_000_000);
        priorities.put("system-node-critical", 2_000_001_000);
        Section classes = cluster.section("priorityClasses");
        classes.entries().entries().keySet().forEach(name -> priorities.put(name, (int) classes.whole(name)));
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        Section all = cluster.section("namespaces");
        all.entries().entries().keySet().forEach(name -> namespaces.put(name, all.map(name)));
        List<ApiObjects.Service> services = new ArrayList<>();
        for (Section each : cluster.sections("services")) {
            services.add(new ApiObjects.Service(each.text(NAMESPACE), each.text("name"), each.map(SELECTOR)));
        }
        return new ApiObjects(namespaces, services, workloads(cluster), budgets(cluster), priorities);
    }

    private static List<ApiObjects.Workload> workloads(Section cluster) throws ScenarioException {
        List<ApiObjects.Workload> workloads = new ArrayList<>();
        for (Section each : cluster.sections("workloads")) {
            workloads.add(new ApiObjects.Workload(
                    each.text("kind"),
                    each.text(NAMESPACE),
                    each.text("name"),
                    selector(each),
                    each.has("replicas") ? (int) each.whole("replicas") : -1));
        }
        return workloads;
    }

    private static List<BudgetSpec> budgets(Section cluster) throws ScenarioException {
        List<BudgetSpec> budgets = new ArrayList<>();
        for (Section each : cluster.sections("disruptionBudgets")) {
            LabelSelector selector = selector(each);
            budgets.add(each.made(() -> new BudgetSpec(
                    each.text(NAMESPACE),
                    each.text("name"),
                    selector,
                    amount(each, "minAvailable"),
                    amount(each, "maxUnavailable"))));
        }
        return budgets;
    }

    private static LabelSelector selector(Section holder) throws ScenarioException {
        LabelSelector selector = Selectors.labels(holder, SELECTOR);
        if (selector == null) {
            throw ScenarioException.of(
                    holder.place(SELECTOR), holder.path() + "." + SELECTOR + " has no value; expected matchLabels");
        }
        return selector;
    }

    private static @Nullable CountOrPercentage amount(Section holder, String key) {
        return holder.has(key) ? holder.countOrPercentage(key) : null;
    }
}

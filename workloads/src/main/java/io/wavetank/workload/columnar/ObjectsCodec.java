package io.wavetank.workload.columnar;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.ClassCodec;
import io.wavetank.workload.rows.PodCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cluster holds besides its nodes, as bytes: namespaces, services, controllers, budgets, priority classes. */
final class ObjectsCodec {
    private ObjectsCodec() {}

    static void write(ByteSink out, ApiObjects objects) {
        out.number(objects.namespaces().size());
        objects.namespaces().forEach((name, labels) -> {
            out.text(name);
            ClassCodec.map(out, labels);
        });
        out.number(objects.services().size());
        for (ApiObjects.Service service : objects.services()) {
            out.text(service.namespace());
            out.text(service.name());
            ClassCodec.map(out, service.selector());
        }
        out.number(objects.workloads().size());
        for (ApiObjects.Workload workload : objects.workloads()) {
            out.text(workload.kind());
            out.text(workload.namespace());
            out.text(workload.name());
            PodCodec.selector(out, workload.selector());
            out.number(workload.replicas());
        }
        out.number(objects.budgets().size());
        for (BudgetSpec budget : objects.budgets()) {
            out.text(budget.namespace());
            out.text(budget.name());
            PodCodec.selector(out, budget.selector());
            bound(out, budget.minAvailable());
            bound(out, budget.maxUnavailable());
        }
        out.number(objects.priorityClasses().size());
        objects.priorityClasses().forEach((name, value) -> {
            out.text(name);
            out.signed(value);
        });
    }

    private static void bound(ByteSink out, @Nullable CountOrPercentage bound) {
        out.number(bound == null ? 0 : bound.percentage() ? 2 : 1);
        if (bound != null) {
            out.number(bound.value());
        }
    }

    private static @Nullable CountOrPercentage bound(ByteSource in) {
        int kind = in.index(3);
        return kind == 0 ? null : new CountOrPercentage(in.index(Integer.MAX_VALUE), kind == 2);
    }

    static ApiObjects read(ByteSource in) {
        var namespaces = new TreeMap<String, SortedMap<String, String>>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            namespaces.put(name, ClassCodec.map(in));
        }
        List<ApiObjects.Service> services = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            services.add(new ApiObjects.Service(in.text(), in.text(), ClassCodec.map(in)));
        }
        List<ApiObjects.Workload> workloads = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            workloads.add(new ApiObjects.Workload(
                    in.text(), in.text(), in.text(), PodCodec.selector(in), in.index(Integer.MAX_VALUE)));
        }
        List<BudgetSpec> budgets = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            budgets.add(new BudgetSpec(in.text(), in.text(), PodCodec.selector(in), bound(in), bound(in)));
        }
        var priorities = new TreeMap<String, Integer>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            priorities.put(name, Math.toIntExact(in.signed()));
        }
        return new ApiObjects(namespaces, services, workloads, budgets, priorities);
    }
}

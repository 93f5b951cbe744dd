package io.wavetank.cli;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.FailoverCatalog;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.scaling.ScalingEntry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is for {@code autoscaling} and {@code failover} in a scenario, in words. */
final class AutoscalerText {
    private AutoscalerText() {}

    private static Map<String, List<ScalingEntry<?>>> kinds() {
        var catalog = new AutoscalerCatalog();
        Map<String, List<ScalingEntry<?>>> kinds = new LinkedHashMap<>();
        kinds.put("autoscaling.replicas: how many replicas a service has", List.copyOf(catalog.replicaAutoscalers()));
        kinds.put("recommender: what replicas ask for", List.copyOf(catalog.resourceRecommenders()));
        kinds.put("autoscaling.nodes: which nodes come and go", List.copyOf(catalog.nodeAutoscalers()));
        kinds.put("autoscaling.victims: which replicas go first", List.copyOf(catalog.victimOrders()));
        kinds.put("failover: what is done for a service when its nodes break", List.copyOf(FailoverCatalog.policies()));
        kinds.put("wavetank keep-alive: how long functions stay loaded", List.copyOf(catalog.keepAlives()));
        kinds.values().removeIf(List::isEmpty);
        return kinds;
    }

    /** Lists all. */
    static void list(PrintWriter out) {
        kinds().forEach((kind, entries) -> {
            out.println(kind);
            int width = entries.stream()
                    .mapToInt(entry -> entry.name().length())
                    .max()
                    .orElse(0);
            for (ScalingEntry<?> entry : entries) {
                String name = entry.name() + " ".repeat(width - entry.name().length());
                Paragraph.hanging(out, "  " + name + "  ", entry.summary());
            }
            out.println();
        });
    }

    /** Describes the one of a name; says whether there is one. */
    static boolean describe(String name, PrintWriter out) {
        List<ScalingEntry<?>> all = new ArrayList<>();
        kinds().values().forEach(all::addAll);
        for (ScalingEntry<?> entry : all) {
            if (entry.name().equals(name)) {
                out.println(entry.name());
                Paragraph.hanging(out, "  ", entry.summary());
                Paragraph.hanging(out, "  Source: ", entry.source());
                for (PolicyEntry.Option option : entry.options()) {
                    Paragraph.hanging(out, "  " + option.name() + "=" + option.defaultValue() + "  ", option.summary());
                }
                return true;
            }
        }
        return false;
    }
}

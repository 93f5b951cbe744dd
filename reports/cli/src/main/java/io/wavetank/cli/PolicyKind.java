package io.wavetank.cli;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.experiment.FailoverCatalog;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.scaling.ScalingEntry;
import io.wavetank.policy.traffic.BalancerEntry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies that stand at one place of a scenario, in words.
 *
 * @param heading what stands above them in a list
 * @param place the key of a scenario whose value they are; empty if there is none
 * @param policies each of them
 */
record PolicyKind(String heading, String place, List<Row> policies) {
    private static final String SCHEDULER = "policies.scheduler";

    /** A policy: what it is called, what it does, where it is defined, and what can be set. */
    record Row(String name, String summary, String source, List<Option> options) {}

    /** All kinds of which there are policies, schedulers first, a family of these after the other. */
    static List<PolicyKind> all() {
        List<PolicyKind> kinds = new ArrayList<>();
        new PolicyCatalog().families().forEach(family -> kinds.add(schedulers(family)));
        var autoscalers = new AutoscalerCatalog();
        kinds.add(new PolicyKind(
                "autoscaling.replicas: how many replicas a service has",
                "autoscaling.replicas",
                rows(autoscalers.replicaAutoscalers())));
        kinds.add(new PolicyKind(
                "services.recommender: what replicas ask for",
                "services.0.recommender",
                rows(autoscalers.resourceRecommenders())));
        kinds.add(new PolicyKind(
                "autoscaling.nodes: which nodes come and go",
                "autoscaling.nodes",
                rows(autoscalers.nodeAutoscalers())));
        kinds.add(new PolicyKind(
                "autoscaling.victims: which replicas go first",
                "autoscaling.victims",
                rows(autoscalers.victimOrders())));
        kinds.add(new PolicyKind(
                "failover.policy: what is done for a service when its nodes break",
                "failover.0.policy",
                rows(FailoverCatalog.policies())));
        kinds.add(new PolicyKind(
                "wavetank keep-alive: how long functions stay loaded", "", rows(autoscalers.keepAlives())));
        var balancers = new BalancerCatalog();
        kinds.add(new PolicyKind(
                "traffic.services.balancer: which replica a request goes to",
                "traffic.services.0.balancer",
                balancers.families().stream()
                        .flatMap(family -> family.balancers().stream())
                        .map(PolicyKind::row)
                        .toList()));
        kinds.add(new PolicyKind(
                "traffic.services.checks: how a balancer finds out which replicas are well",
                "traffic.services.0.checks",
                balancers.checks().stream()
                        .map(entry -> new Row(entry.name(), entry.summary(), entry.source(), entry.options()))
                        .toList()));
        kinds.removeIf(kind -> kind.policies.isEmpty());
        return kinds;
    }

    private static PolicyKind schedulers(PolicyFamily family) {
        return new PolicyKind(
                family.name() + ": " + family.summary(),
                SCHEDULER,
                family.policies().stream()
                        .map(entry -> new Row(entry.name(), entry.summary(), entry.source(), entry.options()))
                        .toList());
    }

    private static <T> List<Row> rows(List<ScalingEntry<T>> entries) {
        return entries.stream()
                .map(entry -> new Row(entry.name(), entry.summary(), entry.source(), entry.options()))
                .toList();
    }

    private static Row row(BalancerEntry entry) {
        return new Row(entry.name(), entry.summary(), entry.source(), entry.options());
    }

    /** Prints the names and what each does. */
    void list(PrintWriter out) {
        Paragraph.hanging(out, "", heading);
        int width = policies.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        for (Row row : policies) {
            String name = row.name() + " ".repeat(width - row.name().length());
            Paragraph.hanging(out, "  " + name + "  ", row.summary());
        }
        out.println();
    }

    /** Prints all about one of them. */
    void describe(Row row, PrintWriter out) {
        out.println(row.name());
        Paragraph.hanging(out, "  ", row.summary());
        Paragraph.hanging(out, "  Source: ", row.source());
        if (!place.isEmpty()) {
            Paragraph.hanging(out, "  In a scenario: ", place + ": " + written(row));
        }
        if (place.equals(SCHEDULER)) {
            String option = row.options().isEmpty() ? "" : ":OPTION=VALUE";
            Paragraph.hanging(out, "  On the command line: ", "--scheduler " + row.name() + option);
        }
        if (!row.options().isEmpty()) {
            out.println("  Options:");
            for (Option option : row.options()) {
                String usual = option.defaultValue().isEmpty() ? "none" : option.defaultValue();
                Paragraph.hanging(out, "    " + option.name() + " (default " + usual + ")  ", option.summary());
            }
        }
    }

    private static String written(Row row) {
        return row.options().isEmpty() ? row.name() : "{name: " + row.name() + ", OPTION: VALUE}";
    }
}

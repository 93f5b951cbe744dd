package io.wavetank.cli;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.CheckEntry;
import java.io.PrintWriter;
import java.util.List;

/** What there is for {@code balancer} of a service under {@code traffic} in a scenario, in words. */
final class BalancerText {
    private BalancerText() {}

    private static List<BalancerEntry> entries() {
        return new BalancerCatalog()
                .families().stream()
                        .flatMap(family -> family.balancers().stream())
                        .toList();
    }

    /** Lists all. */
    static void list(PrintWriter out) {
        out.println("traffic.services.balancer: which replica a request goes to");
        int width = entries().stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
        for (BalancerEntry entry : entries()) {
            String name = entry.name() + " ".repeat(width - entry.name().length());
            Paragraph.hanging(out, "  " + name + "  ", entry.summary());
        }
        out.println();
        out.println("traffic.services.checks: how a balancer finds out which replicas are well");
        new BalancerCatalog()
                .checks()
                .forEach(entry -> Paragraph.hanging(out, "  " + entry.name() + "  ", entry.summary()));
        out.println();
    }

    /** Describes the one of a name; says whether there is one. */
    static boolean describe(String name, PrintWriter out) {
        for (BalancerEntry entry : entries()) {
            if (entry.name().equals(name)) {
                describe(entry.name() + ", a load balancer", entry.summary(), entry.source(), entry.options(), out);
                return true;
            }
        }
        for (CheckEntry entry : new BalancerCatalog().checks()) {
            if (entry.name().equals(name)) {
                describe(entry.name() + ", checks", entry.summary(), entry.source(), entry.options(), out);
                return true;
            }
        }
        return false;
    }

    private static void describe(
            String name, String summary, String source, List<PolicyEntry.Option> options, PrintWriter out) {
        out.println(name);
        Paragraph.hanging(out, "  ", summary);
        Paragraph.hanging(out, "  Source: ", source);
        for (PolicyEntry.Option option : options) {
            Paragraph.hanging(out, "  " + option.name() + "=" + option.defaultValue() + "  ", option.summary());
        }
    }
}

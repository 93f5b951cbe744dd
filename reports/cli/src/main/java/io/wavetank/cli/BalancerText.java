package io.wavetank.cli;

import io.wavetank.experiment.BalancerCatalog;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.traffic.BalancerEntry;
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
    }

    /** Describes the one of a name; says whether there is one. */
    static boolean describe(String name, PrintWriter out) {
        for (BalancerEntry entry : entries()) {
            if (entry.name().equals(name)) {
                out.println(entry.name() + ", a load balancer");
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

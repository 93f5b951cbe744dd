package io.wavetank.cli;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the policies, or tells all about one. */
@Command(
        name = "policies",
        mixinStandardHelpOptions = true,
        header = "List the policies, or describe one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank policies",
            "  wavetank policies power-of-d",
            "  wavetank policies --plugin my-policy.jar my-policy"
        })
final class PoliciesCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The policy to describe.")
    @Nullable
    private String name;

    @Mixin
    private PluginOption plugins = new PluginOption();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        plugins.load();
        PrintWriter out = spec.commandLine().getOut();
        var catalog = new PolicyCatalog();
        if (name == null) {
            catalog.families().forEach(family -> list(family, out));
            AutoscalerText.list(out);
            BalancerText.list(out);
            out.println("'wavetank policies NAME' tells where a policy is defined and what can be set.");
        } else if (catalog.find(name) != null) {
            describe(catalog.require(name), out);
            BalancerText.describe(name, out);
        } else if (!AutoscalerText.describe(name, out) && !BalancerText.describe(name, out)) {
            catalog.require(name);
        }
        out.flush();
        return 0;
    }

    private static void list(PolicyFamily family, PrintWriter out) {
        out.println(family.name() + ": " + family.summary());
        int width = family.policies().stream()
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
        for (PolicyEntry entry : family.policies()) {
            Paragraph.hanging(
                    out, "  " + entry.name() + " ".repeat(width - entry.name().length()) + "  ", entry.summary());
        }
        out.println();
    }

    private static void describe(PolicyEntry entry, PrintWriter out) {
        out.println(entry.name());
        Paragraph.hanging(out, "  ", entry.summary());
        Paragraph.hanging(out, "  Source: ", entry.source());
        if (!entry.options().isEmpty()) {
            out.println("  Options, written as " + entry.name() + ":key=value:");
            for (PolicyEntry.Option option : entry.options()) {
                String usual = option.defaultValue().isEmpty() ? "none" : option.defaultValue();
                Paragraph.hanging(out, "    " + option.name() + " (default " + usual + ")  ", option.summary());
            }
        }
    }
}

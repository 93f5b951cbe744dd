package io.wavetank.cli;

import io.wavetank.experiment.OptionalModule;
import io.wavetank.experiment.UserException;
import io.wavetank.workload.NearestNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
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
        sortOptions = false,
        header = "List the policies, or describe one.",
        description = {
            "",
            "Schedulers, and what a scenario can name beside them: autoscalers, policies of failover, load balancers. Of one"
                    + " it says where it is defined, where in a scenario it stands, and what can be set.",
            ""
        },
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
        List<PolicyKind> kinds = PolicyKind.all();
        if (name == null) {
            kinds.forEach(kind -> kind.list(out));
            out.println("'wavetank policies NAME' tells where a policy is defined and what can be set.");
        } else {
            describe(name, kinds, out);
        }
        out.flush();
        return 0;
    }

    /** A name can be that of several: a scheduler and a load balancer, say. */
    private static void describe(String name, List<PolicyKind> kinds, PrintWriter out) throws UserException {
        boolean found = false;
        for (PolicyKind kind : kinds) {
            for (PolicyKind.Row row : kind.policies()) {
                if (row.name().equals(name)) {
                    if (found) {
                        out.println();
                    }
                    kind.describe(row, out);
                    found = true;
                }
            }
        }
        if (!found) {
            throw new UserException(OptionalModule.absent(name).orElseGet(() -> unknown(name, kinds)));
        }
    }

    private static String unknown(String name, List<PolicyKind> kinds) {
        List<String> names = kinds.stream()
                .flatMap(kind -> kind.policies().stream())
                .map(PolicyKind.Row::name)
                .toList();
        List<String> near = NearestNames.of(name, names);
        return "Unknown policy '" + name + "'; "
                + (near.isEmpty()
                        ? "'wavetank policies' lists them"
                        : "did you mean " + String.join(" or ", near) + "?");
    }
}

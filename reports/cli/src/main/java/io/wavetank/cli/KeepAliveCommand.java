package io.wavetank.cli;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.keepalive.FunctionUses;
import io.wavetank.experiment.keepalive.KeepAliveReplay;
import io.wavetank.policy.scaling.KeepAlive;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares policies that keep functions loaded. */
@Command(
        name = "keep-alive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Compare how long functions are kept loaded: cold starts against memory.",
        description = {
            "",
            "Lives through the invocations of a trace with fixed times and with the hybrid histogram of Shahrad et al. (ATC 2020) over several "
                    + "ranges. Without a file, functions are made up that are used as seldom as Azure's were.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank keep-alive invocations_per_function_md.anon.d01.csv",
            "  wavetank keep-alive --functions 2000 --days 7",
            "  wavetank keep-alive --fixed 10m,20m,1h --range 1h,4h"
        })
final class KeepAliveCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A trace of invocations, such as Azure's of 2019 or 2021.")
    @Nullable
    private Path file;

    @Option(names = "--format", paramLabel = "NAME", description = "Its format as 'wavetank traces' lists them.")
    @Nullable
    private String format;

    @Option(
            names = "--fixed",
            paramLabel = "TIMES",
            split = ",",
            description = "Fixed times; the first is what memory is compared to (default: ${DEFAULT-VALUE}).",
            defaultValue = "10m,20m,1h,2h,4h")
    private List<String> fixed = List.of();

    @Option(
            names = "--range",
            paramLabel = "TIMES",
            split = ",",
            description = "Ranges of the histogram (default: ${DEFAULT-VALUE}).",
            defaultValue = "1h,2h,4h")
    private List<String> ranges = List.of();

    @Option(
            names = "--functions",
            paramLabel = "N",
            description = "How many are made up (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private int functions;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "For how many days (default: ${DEFAULT-VALUE}).",
            defaultValue = "7")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        Map<String, KeepAlive.Factory> policies = new LinkedHashMap<>();
        for (String each : fixed) {
            policies.put("fixed " + each, policy("fixed-time", "keep", each));
        }
        for (String each : ranges) {
            policies.put("hybrid histogram " + each, policy("hybrid-histogram", "range", each));
        }
        print(uses(), policies, spec.commandLine().getOut());
        return 0;
    }

    private FunctionUses uses() throws IOException, UserException {
        Path trace = file;
        if (trace == null) {
            if (functions < 1 || functions > 1_000_000 || days < 1 || days > 1000) {
                throw new UserException("--functions " + functions + " --days " + days
                        + ": expected 1 to 1000000 functions for 1 to 1000 days");
            }
            return FunctionUses.madeUp(functions, days, seed);
        }
        if (!Files.exists(trace)) {
            throw new UserException("there is no file " + trace + "; expected a trace of invocations");
        }
        FunctionUses uses = FunctionUses.read(trace, format);
        if (uses.uses().isEmpty()) {
            throw new UserException(
                    trace + " holds no invocations; expected Azure's of 2019 or 2021, or request rates");
        }
        return uses;
    }

    private static KeepAlive.Factory policy(String name, String option, String value) throws UserException {
        return AutoscalerCatalog.make(new AutoscalerCatalog().keepAlives(), "keep-alive", name, Map.of(option, value));
    }

    private void print(FunctionUses uses, Map<String, KeepAlive.Factory> policies, PrintWriter out) {
        var table = new TextTable(List.of("keep-alive", "cold", "cold at 3/4", "wasted hours", "of the first"));
        double first = Double.NaN;
        long invocations = 0;
        for (Map.Entry<String, KeepAlive.Factory> policy : policies.entrySet()) {
            KeepAliveReplay replay = KeepAliveReplay.of(uses, policy.getValue());
            first = Double.isNaN(first) ? replay.wastedHours() : first;
            invocations = replay.invocations();
            table.add(List.of(
                    policy.getKey(),
                    Figures.percent(replay.coldShare()),
                    Figures.percent(replay.coldAtThreeQuarters()),
                    Figures.short3(replay.wastedHours()),
                    first > 0 ? Figures.percent(replay.wastedHours() / first) : "-"));
        }
        out.println(Figures.count(uses.uses().size()) + " functions, " + Figures.count(invocations)
                + " invocations after the first of each, " + Figures.duration(uses.endNanos() / 1e9));
        out.println();
        table.lines().forEach(out::println);
        out.println();
        Paragraph.hanging(
                out,
                "",
                "Cold is the share of invocations that found nothing loaded; cold at 3/4 the share that three quarters of the functions do not "
                        + "exceed. Wasted is the time for which images were loaded and not used, all images being equally large.");
        out.flush();
    }
}

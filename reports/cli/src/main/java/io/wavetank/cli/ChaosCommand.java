package io.wavetank.cli;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.failover.ChaosCampaign;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.report.result.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what must not happen, whatever breaks. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Let much break, by seeds, and look for what must not happen.",
        description = {
            "",
            "Draws small scenarios, or faults for the scenario given, and runs each twice: no task on a dead node, no node beyond what it "
                    + "offers, no disruption budget violated for what could wait, books that balance, "
                    + "no task that waits at rest though it fits, or though a scheduler "
                    + "made anew then finds a place for it by its own filters, and the same run made again is the same. "
                    + "A seed under which that fails is printed with the command that replays it and a shrunk scenario.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank chaos --count 1000",
            "  wavetank chaos my.yaml --count 50",
            "  wavetank chaos --seed 17",
            "  wavetank chaos --scheduler 'process:command=python3 mine.py' --count 100",
            "",
            "Exit codes: 0 nothing was found; 1 something was; 2 a mistake in the command."
        })
final class ChaosCommand implements Callable<Integer> {
    private static final int BLOCK = 100;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The scenario whose faults are drawn.")
    @Nullable
    private Path file;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many seeds from there on (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "Draw from these schedulers instead, NAME:OPTION=VALUE as in 'run'; may be repeated. "
                    + "A program of your own is 'process:command=COMMAND'.")
    private List<String> schedulers = List.of();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many runs go on at a time (default: the processors).")
    @Nullable
    private Integer workers;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write shrunk scenarios there, as chaos-SEED.yaml (default: to the terminal).")
    @Nullable
    private Path output;

    @Mixin
    private ScenarioOptions scenarios = new ScenarioOptions();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException, ScenarioException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (count < 1) {
            throw new UserException("--count is " + count + "; expected 1 or more");
        }
        if (output != null) {
            ChartFolder.check(output, "-o");
        }
        int findings = look(spec.commandLine().getOut());
        return findings == 0 ? 0 : 1;
    }

    /** Says what was found block by block, since there may be thousands of seeds. */
    private int look(PrintWriter out) throws IOException, UserException, ScenarioException {
        ChaosCampaign campaign = campaign();
        int atATime = workers == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, workers);
        int findings = 0;
        for (int done = 0; done < count; done += BLOCK) {
            for (ChaosCampaign.Finding each : campaign.run(seed + done, Math.min(BLOCK, count - done), atATime)) {
                findings++;
                report(each, out);
            }
            out.flush();
        }
        String seeds = count == 1 ? "seed " + seed : "seeds " + seed + " to " + (seed + count - 1);
        out.println(seeds + ": "
                + (findings == 0 ? "nothing was found" : "something is wrong under " + Figures.count(findings)));
        out.flush();
        return findings;
    }

    private ChaosCampaign campaign() throws IOException, UserException, ScenarioException {
        if (file != null && !schedulers.isEmpty()) {
            throw new UserException("--scheduler is for drawn scenarios; " + file
                    + " names its own (--set policies.scheduler=NAME changes it)");
        }
        for (String each : schedulers) {
            new PolicyCatalog().choose(each);
        }
        return new ChaosCampaign(file == null ? null : scenarios.read(file, List.of()), schedulers);
    }

    private void report(ChaosCampaign.Finding finding, PrintWriter out) throws IOException {
        Paragraph.hanging(out, "seed " + finding.seed() + ": ", finding.violation());
        out.println("  replay: " + finding.replay(file, schedulers));
        String text = finding.shrunk().toPrettyString() + "\n";
        if (output == null) {
            out.print(text);
        } else {
            Files.createDirectories(output);
            Path place = output.resolve("chaos-" + finding.seed() + ".yaml");
            Files.writeString(place, text, StandardCharsets.UTF_8);
            out.println("  shrunk: wavetank run " + place);
        }
    }
}

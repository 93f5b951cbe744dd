package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.ModelFile;
import io.wavetank.policy.Resources;
import io.wavetank.report.chart.Chart;
import io.wavetank.report.page.ChartPage;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.fit.ArrivalFit;
import io.wavetank.workload.fit.FitOptions;
import io.wavetank.workload.fit.Judgement;
import io.wavetank.workload.fit.MarginalFit;
import io.wavetank.workload.fit.RateFit;
import io.wavetank.workload.fit.RateFitter;
import io.wavetank.workload.fit.RateJudge;
import io.wavetank.workload.fit.TaskFit;
import io.wavetank.workload.fit.TaskFitter;
import io.wavetank.workload.fit.TaskJudge;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits a model to a trace. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Fit a model to a trace, from which as many tasks as you like can be made.",
        description = {
            "",
            "Fits arrivals (Poisson, day and week, Markov-modulated, both), run times and sizes (log-normal, Weibull, gamma, "
                    + "Pareto, exponential, hyper-exponential, or a table of what was observed) by maximum likelihood, and "
                    + "what depends on what. Says for each the AIC and the Kolmogorov-Smirnov distance, which one was "
                    + "chosen, and why. Traces of request rates get a model of rates.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank trace fit KTH-SP2.swf -o kth.yaml",
            "  wavetank trace fit KTH-SP2.swf --judge kth-judged",
            "  wavetank trace fit openb_pod_list_default.csv --run-times weibull \\",
            "      -o openb.yaml",
            "  wavetank trace generate kth.yaml --tasks 100000 -o new.swf"
        })
final class TraceFitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The trace: a file, or the folder with its files.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the model goes (.yaml); without it the findings are printed alone.")
    @Nullable
    private Path output;

    @Option(
            names = "--run-times",
            paramLabel = "FAMILY",
            description = "The distribution of run times: log-normal, weibull, gamma, pareto, exponential, "
                    + "hyper-exponential or empirical (default: the least AIC, if its KS distance is 0.05 at most, else "
                    + "empirical).")
    @Nullable
    private String runTimes;

    @Option(
            names = "--arrivals",
            paramLabel = "FAMILY",
            description = "The process of arrivals: poisson, cyclic, mmpp or cox (default: the least AIC).")
    @Nullable
    private String arrivals;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long the intervals are in which arrivals are counted (default: by how many there are).")
    @Nullable
    private Long intervalNanos;

    @Option(
            names = "--judge",
            paramLabel = "DIR",
            description =
                    "Fit to the first half instead, judge the model on the second beside a bootstrap, and write a "
                            + "page (judge.html) with charts there.")
    @Nullable
    private Path judge;

    @Mixin
    private TraceInput input = new TraceInput();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        checkOutput();
        FitOptions options = options();
        Trace trace = open();
        PrintWriter out = spec.commandLine().getOut();
        if (judge != null) {
            judge(trace, options, judge, out);
            return 0;
        }
        if (!trace.hasTasks() && trace.recordTypes().contains(RecordType.RATES)) {
            RateFit fit = RateFitter.fit(trace, options);
            List<String> found = FitText.of(fit);
            write(found, ModelFile.text(fit.model(), fit.source(), found), "--time 30d -o rates.csv", out);
            return 0;
        }
        TaskFit fit = tasks(trace, options);
        List<String> found = FitText.of(fit);
        write(
                found,
                ModelFile.text(fit.workload(), fit.source(), processors(trace), found),
                "--tasks 100000 -o new.wtt",
                out);
        return 0;
    }

    private static void judge(Trace trace, FitOptions options, Path folder, PrintWriter out)
            throws IOException, UserException {
        Judgement judgement;
        try {
            judgement = trace.hasTasks() || !trace.recordTypes().contains(RecordType.RATES)
                    ? TaskJudge.judge(trace, options)
                    : RateJudge.judge(trace, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        Map<String, Chart> charts = JudgementText.charts(judgement);
        ChartFolder.checkNotInput("--judge", folder, charts.keySet(), trace.path());
        List<ChartPage.Picture> pictures = ChartFolder.write(folder, charts, JudgementText::aid);
        Path page = folder.resolve("judge.html");
        Files.writeString(page, JudgementText.page(judgement, pictures));
        JudgementText.lines(judgement).forEach(out::println);
        out.println();
        out.println("Charts: " + folder + " (open " + page + ")");
        out.flush();
    }

    private static TaskFit tasks(Trace trace, FitOptions options) throws IOException, UserException {
        try {
            return TaskFitter.fit(trace, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    private Trace open() throws IOException, UserException {
        try {
            return TraceFormats.open(file, input.format(), input.options());
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    private FitOptions options() throws UserException {
        known("--run-times", runTimes, MarginalFit.families());
        known("--arrivals", arrivals, ArrivalFit.families());
        if (intervalNanos != null && intervalNanos <= 0) {
            throw new UserException("--interval is longer than 0; leave it out to have one chosen");
        }
        return new FitOptions(runTimes, arrivals, intervalNanos == null ? 0 : intervalNanos / 1e9, Long.MAX_VALUE);
    }

    private static void known(String option, @Nullable String name, List<String> names) throws UserException {
        if (name != null && !names.contains(name)) {
            throw new UserException(option + " is '" + name + "'; expected one of " + String.join(", ", names));
        }
    }

    private void checkOutput() throws IOException, UserException {
        if (output != null && judge != null) {
            throw new UserException("--judge writes no model; leave out -o, and fit again without --judge");
        }
        if (judge != null) {
            ChartFolder.check(judge, "--judge");
            ChartFolder.checkNotInput("--judge", judge, Set.of(), file);
        }
        Path to = output;
        if (to == null) {
            return;
        }
        if (!ModelFile.isFile(to.toString())) {
            throw new UserException("-o names " + to + "; a model's file ends in .yaml");
        }
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserException(folder + ": there is no such folder to write to");
        }
        if (Files.isDirectory(to)) {
            throw new UserException("-o names " + to + ", which is a folder; name a file");
        }
        TraceOutput.checkNotInput(to, file);
    }

    private static long processors(Trace trace) {
        ClusterSpec cluster = trace.cluster();
        if (cluster == null || !trace.carries().contains(TraceContent.PROCESSORS)) {
            return 0;
        }
        return cluster.nodes().get(0).capacity(Resources.CPU) / 1000;
    }

    private void write(List<String> found, String model, String next, PrintWriter out) throws IOException {
        found.forEach(line -> out.println(line.stripTrailing()));
        if (output != null) {
            try (var whole = new WholeFile(output)) {
                Files.writeString(whole.partial(), model);
                whole.commit();
            }
            out.println();
            out.println("Model: " + output);
            out.println("Next:  wavetank trace generate " + output + " " + next);
        }
        out.flush();
    }
}

package io.wavetank.cli;

import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.IgnoredText;
import io.wavetank.experiment.UserException;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.ResultDirectory;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.Precedence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every command that runs something has in common: where the results go, and what is said meanwhile. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "wavetank-results",
            description = "Where the results go; results that are there are replaced (default: ${DEFAULT-VALUE}).")
    private Path place = Path.of("wavetank-results");

    @Option(names = "--no-charts", description = "Write the figures alone, without charts and report.")
    private boolean noCharts;

    @Option(names = "--events", description = "Write events.jsonl.gz too: each moment in each task's life.")
    private boolean events;

    @Option(
            names = "--replications",
            paramLabel = "R",
            description = "Run each scheduler R times with other draws; figures then carry 95 %% intervals.")
    @Nullable
    private Integer replications;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many runs go on at a time (default: the processors). Results do not depend on it.")
    @Nullable
    private Integer workers;

    /** How often each scheduler runs: as asked for, else as the caller says. */
    int replications(int otherwise) throws UserException {
        return atLeastOne("--replications", replications, otherwise);
    }

    /** What these options change in a scenario. */
    List<String> overrides() throws UserException {
        List<String> overrides = new ArrayList<>();
        if (replications != null) {
            overrides.add("run.replications=" + replications(1));
        }
        if (noCharts) {
            overrides.add("report.charts=false");
        }
        if (events) {
            overrides.add("report.events=true");
        }
        return overrides;
    }

    private static int atLeastOne(String option, @Nullable Integer value, int otherwise) throws UserException {
        if (value != null && value < 1) {
            throw new UserException(option + " is a whole number from 1 on, not " + value);
        }
        return value == null ? otherwise : value;
    }

    /** Fails early if results cannot go where they should. */
    void checkPlace() throws IOException {
        ResultDirectory.check(place);
    }

    /** Refuses to replace what is read with the results: the folder of earlier ones goes with all that is in it. */
    void checkApart(@Nullable Path input) throws IOException, UserException {
        if (input == null || !Files.isDirectory(place) || !Files.exists(input)) {
            return;
        }
        boolean own = ResultDirectory.MARK.equals(String.valueOf(input.getFileName())); // which is written again
        if (!own && input.toRealPath().startsWith(place.toRealPath())) {
            throw new UserException("-o " + place + " would replace " + input + ", which is read; name another place");
        }
    }

    /** Where results go. */
    Path place() {
        return place;
    }

    /** Whether charts and a page are wanted. */
    boolean charts() {
        return !noCharts;
    }

    Experiment.Options options() throws UserException {
        return new Experiment.Options(!noCharts, events, workers());
    }

    /** How many runs go on at a time. */
    int workers() throws UserException {
        return atLeastOne("--workers", workers, Runtime.getRuntime().availableProcessors());
    }

    /** Runs the experiment and says what came of it. */
    void execute(Experiment experiment, CommandLine.Model.@Nullable CommandSpec spec)
            throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<RunSummary> runs;
        try (var progress =
                new Progress(spec.commandLine().getErr(), experiment.workload().spanNanos())) {
            runs = experiment.execute(place, progress);
        } catch (ArithmeticException e) {
            if (!"long overflow".equals(e.getMessage())) {
                throw e;
            }
            throw new UserException("Simulated time passes 292 years, the most that there is; check the times of the "
                    + "workload, --decision-time and --batch-interval");
        }
        Introduction.print(out, experiment);
        new Conclusions(runs, experiment.run().window(), experiment.random()).print(out);
        out.println("Results: " + place
                + (experiment.options().charts() ? " (open " + place.resolve("report.html") + ")" : ""));
        out.flush();
    }

    /** What was run on what, in a few lines above the table. */
    private static final class Introduction {
        private static final int FIELDS_NAMED = 3;
        private static final String OBJECTS = "objects_";

        static void print(PrintWriter out, Experiment experiment) throws IOException {
            Paragraph.hanging(out, "Workload  ", experiment.workload().title());
            Map<String, Long> totals = experiment.workload().totals();
            if (!totals.isEmpty()) {
                var text = new StringBuilder();
                totals.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(Figures.count(value))
                        .append('\u00a0')
                        .append(words(name)));
                Paragraph.hanging(out, "Read      ", text.toString());
            }
            if (!experiment.workload().dropped().isEmpty()) {
                var text = new StringBuilder();
                experiment
                        .workload()
                        .dropped()
                        .forEach((reason, count) -> text.append(text.isEmpty() ? "" : ", ")
                                .append(Figures.count(count))
                                .append(" x ")
                                .append(reason));
                Paragraph.hanging(out, "Dropped   ", text.toString());
            }
            waits(out, experiment.workload().precedence());
            ignored(out, experiment);
            experiment
                    .clusters()
                    .forEach((arms, cluster) -> Paragraph.hanging(
                            out, "Cluster   ", cluster + (arms.isEmpty() ? "" : ":" + arms.substring(3))));
            Paragraph.hanging(out, "Seed      ", Long.toString(experiment.run().seed()));
            out.println();
        }

        /** The name of a total in words; that of a kind of Kubernetes objects is its kind. */
        private static String words(String name) {
            return (name.startsWith(OBJECTS) ? name.substring(OBJECTS.length()) : name).replace('_', ' ');
        }

        private static void waits(PrintWriter out, @Nullable Precedence precedence) {
            if (precedence != null) {
                String whose = precedence.emptyGroups() == 0
                        ? ""
                        : "; of " + Figures.count(precedence.emptyGroups())
                                + " of those named there are no tasks to wait for";
                Paragraph.hanging(
                        out,
                        "Waits     ",
                        Figures.count(precedence.waitingGroups()) + " tasks or groups come when others have ended, by "
                                + Figures.count(precedence.dependencies()) + " dependencies" + whose);
            }
        }

        private static void ignored(PrintWriter out, Experiment experiment) {
            SortedMap<String, Long> ignored = experiment.workload().ignored();
            if (!ignored.isEmpty()) {
                String all = ignored.size() <= FIELDS_NAMED
                        ? ""
                        : "; all are in " + (experiment.options().charts() ? "report.html and " : "") + "run.json";
                Paragraph.hanging(out, "Ignored   ", IgnoredText.of(ignored, FIELDS_NAMED) + all);
            }
        }
    }
}

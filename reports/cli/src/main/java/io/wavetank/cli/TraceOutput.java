package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.ClosedLoop;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceObserver;
import io.wavetank.workload.write.TargetFormat;
import io.wavetank.workload.write.TaskFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a trace that is made goes, in which format, and what is said about it: how much was written, and what was lost. */
final class TraceOutput {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description =
                    "The file to write; .gz packs it. Its ending says the format: .wtt Wavetank's own, .swf, .csv openb, .json YARN SLS, "
                            + ".yaml Kubernetes.")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The format to write: wavetank, swf, alibaba-openb, yarn-sls, kubernetes.")
    @Nullable
    private String name;

    /** Looks on for what some formats say beforehand. */
    static final class Widest implements TraceObserver {
        private long cores = 1;

        /** How many whole cores the widest task asks for. */
        long cores() {
            return cores;
        }

        @Override
        public void task(Submission task) {
            cores = Math.max(cores, (task.taskClass().totalRequest(Resources.CPU) + 999) / 1000);
        }
    }

    /** The format; checked, with the place, before anything is read. */
    TargetFormat format() throws IOException, UserException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserException(folder + ": there is no such folder to write to");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UserException(file + " is no ordinary file, and is not written over; name another");
        }
        TargetFormat format;
        try {
            format = name == null ? TargetFormat.ofFile(file.toString()) : TargetFormat.named(name);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        if (format == null) {
            throw new UserException("The ending of " + file + " names no format; add --to with one of "
                    + TargetFormat.all().stream().map(TargetFormat::name).collect(Collectors.joining(", ")));
        }
        return format;
    }

    /** Refuses to write over what is read, or into the folder of which all files are. */
    void checkNotInput(Path input) throws IOException, UserException {
        checkNotInput(file, input);
    }

    /** Refuses to write a file over what is read, or into the folder of which all files are. */
    static void checkNotInput(Path output, Path input) throws IOException, UserException {
        if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
            throw new UserException("-o names the file that is read; choose another");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null && isWithin(input, folder)) {
            throw new UserException("-o names a file in the folder that is read; choose another place");
        }
    }

    /** Whether a folder is another one, or in it; it need not be there yet. */
    static boolean isWithin(Path around, Path folder) throws IOException {
        Path there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(around) && there.toRealPath().startsWith(around.toRealPath());
    }

    /** Writes request rates as a table of times, in seconds, and counts; the file appears whole or not at all. */
    void writeRates(RateSeries series, long seed, long intervals, PrintWriter out) throws IOException, UserException {
        if (!file.toString().endsWith(".csv")) {
            throw new UserException("Request rates are written as .csv, and " + file + " has another ending");
        }
        Path place = file.toAbsolutePath();
        if (place.getParent() == null || !Files.isDirectory(place.getParent())) {
            throw new UserException(place.getParent() + ": there is no such folder to write to");
        }
        var counts = series.open(new Draws(seed, 0));
        long requests = 0;
        try (var whole = new WholeFile(place)) {
            try (Writer csv = Files.newBufferedWriter(whole.partial())) {
                csv.write("second,count\n");
                for (long i = 0; i < intervals; i++) {
                    long count = counts.next();
                    requests += count;
                    csv.write(BigDecimal.valueOf(i * series.intervalSeconds())
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + "," + count + "\n");
                }
            }
            whole.commit();
        }
        out.println(file + ": " + Figures.count(requests) + " requests in " + Figures.count(intervals) + " intervals");
        out.flush();
    }

    /** Writes the tasks and says what came of it. */
    void write(SubmissionSource source, Heading heading, long widestCores, List<Trace> read, PrintWriter out)
            throws IOException, UserException {
        write(source, source.precedence(), heading, widestCores, read, out);
    }

    /** Writes the tasks, which wait for each other as the graph says, and says what came of it. */
    void write(
            SubmissionSource source,
            @Nullable Precedence waits,
            Heading heading,
            long widestCores,
            List<Trace> read,
            PrintWriter out)
            throws IOException, UserException {
        TargetFormat format = format();
        TaskFile.Written written;
        boolean waitsKept = format.equals(TargetFormat.WAVETANK) && waits != null;
        try (source) {
            Submission first = source.next();
            if (first == null) {
                throw new UserException("There is no task to write; " + file + " was not written");
            }
            written = TaskFile.write(new Begun(first, source), waits, heading, format, file, widestCores);
        }
        out.println(file + ": " + Figures.count(written.tasks()) + " tasks as " + format.name() + ", "
                + Figures.bytes((double) written.bytes()));
        SortedMap<String, Long> lost = new TreeMap<>(written.losses());
        for (Trace trace : read) {
            if (trace.cluster() != null && heading.cluster() == null) {
                lost.merge("not held: the machines of a trace, as another has none", 1L, Long::sum);
            }
            trace.dropped().forEach((reason, count) -> lost.merge("not read: " + reason, count, Long::sum));
            for (RecordType<?> type : trace.recordTypes()) {
                if ((type.equals(RecordType.MACHINES) && trace.cluster() != null)
                        || (type.equals(RecordType.EDGES) && waitsKept)) {
                    continue;
                }
                lost.merge("not held: " + type.word() + " (all of them)", 1L, Long::sum);
            }
        }
        if (lost.isEmpty()) {
            out.println("  nothing was lost");
        }
        lost.forEach((what, count) -> Paragraph.hanging(
                out, "  lost  ", what.endsWith("(all of them)") ? what : Figures.count(count) + " x " + what));
        out.flush();
    }

    /** A workload whose first task has been taken out already. */
    private static final class Begun implements SubmissionSource {
        private final SubmissionSource rest;

        @Nullable
        private Submission first;

        Begun(Submission first, SubmissionSource rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public @Nullable Submission next() throws IOException {
            Submission next = first == null ? rest.next() : first;
            first = null;
            return next;
        }

        @Override
        public long spanNanosHint() {
            return rest.spanNanosHint();
        }

        @Override
        public @Nullable Precedence precedence() throws IOException {
            return rest.precedence();
        }

        @Override
        public @Nullable ClosedLoop closedLoop() {
            return rest.closedLoop();
        }
    }
}

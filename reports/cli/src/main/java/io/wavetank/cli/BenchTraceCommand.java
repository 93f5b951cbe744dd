package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.bench.GoogleTraceMaker;
import io.wavetank.experiment.bench.ReadBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast traces are read, and makes traces as large as wanted to try it on. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Measure how fast traces are read.",
        description = {
            "",
            "Reads made-up pods as CSV, plain and packed, and in Wavetank's own form, beside a bare gunzip that looks for the ends of lines, "
                    + "all in one run. With --make-google it makes a trace in the form of Google's of 2011 instead.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank bench trace --rows 2000000",
            "  wavetank bench trace --make-google big --tasks 25000000",
            "  WAVETANK_JAVA_OPTS=-Xmx1500m wavetank trace inspect big"
        })
final class BenchTraceCommand implements Callable<Integer> {
    private static final int MOST_SHARDS = 99_999;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Pods (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "5",
            description = "How often each is read; the best counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--make-google",
            paramLabel = "DIR",
            description = "Make a trace in the form of Google's of 2011 in this new folder.")
    @Nullable
    private Path google;

    @Option(
            names = "--tasks",
            paramLabel = "T",
            defaultValue = "1000000",
            description = "Its tasks (default: ${DEFAULT-VALUE}).")
    private long tasks;

    @Option(
            names = "--shards",
            paramLabel = "S",
            defaultValue = "500",
            description = "Its files of task events (default: ${DEFAULT-VALUE}).")
    private int shards;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException {
        if (spec == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        if (rows < 1 || rounds < 1 || tasks < 1 || shards < 1 || shards > MOST_SHARDS) {
            throw new UserException("--rows, --rounds, --tasks and --shards (up to 99999) are whole numbers from 1 on");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (google != null) {
            if (Files.exists(google)) {
                throw new UserException(google + " is there already; choose another place with --make-google");
            }
            long events = new GoogleTraceMaker(tasks, shards).write(google);
            out.println("bench trace: made=" + google + " tasks=" + tasks + " events=" + events);
        } else {
            Path folder = Files.createTempDirectory("wavetank-bench-");
            try {
                new ReadBench(rows, rounds).run(folder).forEach(out::println);
            } finally {
                delete(folder);
            }
        }
        out.flush();
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

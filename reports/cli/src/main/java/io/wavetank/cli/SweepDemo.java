package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.experiment.architecture.LoadStudy;
import io.wavetank.experiment.architecture.Sweep;
import io.wavetank.experiment.architecture.SweepText;
import io.wavetank.experiment.architecture.ThinkTimeStudy;
import io.wavetank.report.result.Json;
import io.wavetank.report.result.ResultDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Sweeps a parameter over several architectures, prints tables and what of the published directions is shown, and leaves charts. */
record SweepDemo(String name, long seed, OutputOptions output, CommandLine.Model.@Nullable CommandSpec spec) {
    /** The studies that there are. */
    static final Map<String, Supplier<Sweep.Study>> STUDIES = new TreeMap<>(Map.of(
            "think-time",
            ThinkTimeStudy::published,
            "sampling",
            () -> LoadStudy.sampling(0.5, 0.7, 0.8, 0.9),
            "hybrid",
            () -> LoadStudy.hybrid(0.05, 0.3, 0.5, 0.7, 0.9)));

    private static final int REPLICATIONS = 5;

    void run() throws IOException, UserException {
        Supplier<Sweep.Study> study = STUDIES.get(name);
        if (spec == null || study == null) {
            throw new IllegalStateException("Not called through the command line");
        }
        output.checkPlace();
        int replications = output.replications(REPLICATIONS);
        PrintWriter out = spec.commandLine().getOut();
        Sweep sweep = Sweep.of(study.get(), seed, replications, output.workers());
        var text = new SweepText(sweep);
        try (ResultDirectory directory = ResultDirectory.begin(output.place())) {
            Files.writeString(directory.path().resolve("sweep.csv"), text.csv(), StandardCharsets.UTF_8);
            Json.write(
                    directory.path().resolve(ResultDirectory.MARK),
                    Json.object().put("demo", name).put("seed", seed).put("replications", replications));
            if (output.charts()) {
                ChartFolder.write(directory.path().resolve("charts"), text.charts(), file -> "");
            }
            directory.commit();
        }
        Paragraph.hanging(
                out,
                "",
                sweep.study().title() + "; seed " + seed + ", " + replications
                        + " replications, 95 % intervals over them.");
        out.println();
        text.tables().forEach(out::println);
        out.println("What was published, as differences within a replication:");
        text.directions().forEach(each -> Paragraph.hanging(out, "- ", each));
        out.println();
        out.println("Results: " + output.place());
        out.flush();
    }
}

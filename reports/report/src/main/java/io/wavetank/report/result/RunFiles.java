package io.wavetank.report.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes what stands beside {@code tasks.csv.gz} when a run is finished: timeline, distributions and the summaries. */
public final class RunFiles {
    private RunFiles() {}

    /** Writes the files of one run into its folder. */
    public static void write(Path folder, RunSummary run) throws IOException {
        TimelineFile.write(folder.resolve(TimelineFile.NAME), run);
        DistributionsFile.write(folder.resolve(DistributionsFile.NAME), run);
        if (run.requests() != null) {
            TrafficFile.write(folder.resolve(TrafficFile.NAME), run, run.requests());
        }
        SummaryFiles.write(folder, List.of(run));
    }
}

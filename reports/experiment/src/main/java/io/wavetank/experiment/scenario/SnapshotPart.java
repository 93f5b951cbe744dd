package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.workload.snapshot.Snapshot;
import io.wavetank.workload.snapshot.SnapshotOptions;
import io.wavetank.workload.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Reads the snapshot of a scenario, and fills in where the run and its figures end. */
record SnapshotPart(Snapshot snapshot, Path file, Section part, long untilNanos) {
    static SnapshotPart of(Section part, Section run, Path file) throws IOException, ScenarioException {
        long until = run.has("until") ? run.whole("until", Unit.DURATION) : SnapshotOptions.DEFAULT.untilNanos();
        long jobs = part.whole("job_run_time", Unit.DURATION);
        if (jobs <= 0) {
            throw ScenarioException.of(
                    part.place("job_run_time"), "workload.snapshot.job_run_time is 0; expected a time such as 10m");
        }
        Instant at;
        try {
            at = Instant.parse(part.text("at"));
        } catch (DateTimeException e) {
            throw ScenarioException.of(
                    part.place("at"),
                    "workload.snapshot.at is '" + part.text("at") + "'; expected a time such as 2024-01-01T00:00:00Z");
        }
        return new SnapshotPart(SnapshotReader.read(file, new SnapshotOptions(until, jobs, at)), file, part, until);
    }

    /** Returns the scenario with nothing left to be filled in. */
    Entries resolved(Entries scenario) {
        Place place = part.place();
        var end = new Text(place, Unit.duration(untilNanos), false);
        Section report = Section.of(scenario.get("report"), "report");
        Section window = report.section("window");
        Entries shown = window.has("to") ? window.entries() : window.entries().with("to", end);
        return scenario.with(
                        "workload",
                        new Entries(place, Map.of())
                                .with(
                                        "snapshot",
                                        part.entries()
                                                .with("file", new Text(place, file.toString(), false))
                                                .with("sha256", new Text(place, snapshot.sha256(), false))))
                .with("run", Section.of(scenario.get("run"), "run").entries().with("until", end))
                .with("report", report.entries().with("window", shown));
    }
}

package io.wavetank.experiment;

import io.wavetank.report.result.Figures;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The pods of a live cluster as the workload of an experiment. */
public final class SnapshotWorkload implements Workload {
    private final Snapshot snapshot;
    private final Path path;

    /** Takes a snapshot and the name under which it was read. */
    public SnapshotWorkload(Snapshot snapshot, Path path) {
        this.snapshot = snapshot;
        this.path = path;
    }

    @Override
    public String title() {
        int pods = snapshot.pods().size();
        return path.getFileName() + ", " + Figures.count(pods) + (pods == 1 ? " pod" : " pods");
    }

    @Override
    public List<InputFile> inputs() {
        return List.of(new InputFile(path.toString(), "kubernetes", snapshot.bytes(), snapshot.sha256()));
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return snapshot.dropped();
    }

    @Override
    public Map<String, Long> totals() {
        return snapshot.counts();
    }

    @Override
    public SortedMap<String, Long> ignored() {
        return snapshot.ignored();
    }

    @Override
    public long spanNanos() {
        List<Submission> pods = snapshot.pods();
        return pods.get(pods.size() - 1).submitNanos();
    }

    @Override
    public boolean random() {
        return false;
    }

    @Override
    public SubmissionSource open(int replication) {
        Iterator<Submission> pods = snapshot.pods().iterator();
        return () -> pods.hasNext() ? pods.next() : null;
    }
}

package io.wavetank.experiment;

import io.wavetank.report.result.Figures;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceUsers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A recorded trace as the workload of an experiment. */
public final class TraceWorkload implements Workload {
    private static final String NOT_HONOURED = "_not_honoured";

    private final Trace trace;
    private final InputFile file;
    private final @Nullable TraceUsers users;

    /** Takes a trace that has been read and checked; one that holds no tasks is refused. */
    public TraceWorkload(Trace trace) throws IOException {
        this(trace, null);
    }

    /** Takes a trace that is replayed with these users of it, who wait for their tasks; null replays it as it was recorded. */
    public TraceWorkload(Trace trace, @Nullable TraceUsers users) throws IOException {
        this.users = users;
        this.trace = trace.requireTasks();
        this.file = new InputFile(trace.path().toString(), trace.format().name(), trace.sizeBytes(), trace.sha256());
    }

    @Override
    public String title() {
        return trace.path().getFileName() + ", " + Figures.count(trace.kept()) + " tasks"
                + (users == null
                        ? ""
                        : " of " + Figures.count(users.totals().getOrDefault("users", 0L)) + " users who wait");
    }

    @Override
    public List<InputFile> inputs() {
        return List.of(file);
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return trace.dropped();
    }

    @Override
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("rows", trace.rows());
        totals.putAll(trace.totals().values());
        totals.put("kept", trace.kept());
        if (users != null) {
            users.totals().forEach((name, count) -> totals.put("closed_loop_" + name, count));
        }
        return totals;
    }

    /** What its reader counted as asked for and not honoured. */
    @Override
    public SortedMap<String, Long> ignored() {
        var ignored = new TreeMap<String, Long>();
        trace.totals().values().forEach((name, count) -> {
            if (name.endsWith(NOT_HONOURED) && count > 0) {
                ignored.put(name.substring(0, name.length() - NOT_HONOURED.length()), count);
            }
        });
        return ignored;
    }

    @Override
    public @Nullable Precedence precedence() throws IOException {
        return trace.precedence();
    }

    @Override
    public boolean closedLoop() {
        return users != null;
    }

    @Override
    public long spanNanos() {
        return trace.lastSubmitNanos() - trace.firstSubmitNanos();
    }

    @Override
    public boolean random() {
        return false;
    }

    @Override
    public SubmissionSource open(int replication) throws IOException {
        return users == null ? trace.submissions() : users.open();
    }
}

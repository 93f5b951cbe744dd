package io.wavetank.workload.profile;

import io.wavetank.sim.Submission;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordSummary;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceObserver;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace that has been looked through: what is in it, and what its tasks and records look like.
 *
 * @param trace the trace, checked
 * @param tasks what its tasks look like; null if it has none
 * @param records what else it holds, kind by kind
 */
public record TraceInspection(Trace trace, @Nullable TaskProfile tasks, List<OfRecords> records) {
    /**
     * One kind of records.
     *
     * @param type the kind
     * @param summary rows, what was left out, sums
     * @param profile what they look like
     */
    public record OfRecords(RecordType<?> type, RecordSummary summary, RecordProfile profile) {}

    /** Keeps the order. */
    public TraceInspection {
        records = List.copyOf(records);
    }

    /**
     * Looks through a trace.
     *
     * @param format the name of its format; null recognises it by its content
     */
    public static TraceInspection of(Path path, @Nullable String format, TraceOptions options) throws IOException {
        var profile = new TaskProfile();
        Trace trace = TraceFormats.open(path, format, options, profile);
        if (trace.hasTasks() && !trace.inTimeOrder()) {
            gaps(trace, profile.gapsAnew());
        }
        profile.finish(trace.carries().contains(TraceContent.ESTIMATES));
        var records = new ArrayList<OfRecords>();
        for (RecordType<?> type : trace.recordTypes()) {
            var each = new RecordProfile();
            RecordSummary summary = trace.inspect(type, each);
            each.finish();
            records.add(new OfRecords(type, summary, each));
        }
        return new TraceInspection(trace, trace.hasTasks() ? profile : null, records);
    }

    private static void gaps(Trace trace, TraceObserver observer) throws IOException {
        try (var source = trace.submissions()) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                observer.task(task);
            }
        }
    }
}

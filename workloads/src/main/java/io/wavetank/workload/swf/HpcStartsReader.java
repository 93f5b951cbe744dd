package io.wavetank.workload.swf;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.trace.TraceReader;
import io.wavetank.workload.trace.TraceTotals;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the jobs of a file of recorded start times as a workload: the columns {@code job_id}, {@code submit}, {@code run}, {@code procs} and
 * {@code estimate} are the whole input of the run that was recorded; the start times beside them are checked and left to {@link HpcStarts}.
 *
 * <p>Units in the file: whole seconds.
 */
public final class HpcStartsReader implements TraceReader {
    private static final long NO_USER = -1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final HpcColumns columns;
    private final JobSelection selection;
    private long jobId;

    /** Begins with the header line; the number of processors has to be given, the file does not have it. */
    public HpcStartsReader(Lines lines, TraceOptions options) throws TraceFormatException {
        this.columns = new HpcColumns(lines);
        if (options.processors() == 0 && !options.onlyLooking()) {
            throw lines.fileError(
                    "nothing in it says how many processors the machine has", "give their number with --processors");
        }
        this.selection = new JobSelection(lines, options.processors());
    }

    /** Recognises the header line. */
    public static boolean recognises(List<String> head) {
        return head.get(0).strip().replace("\"", "").startsWith(String.join(",", HpcColumns.INPUT));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (columns.next()) {
            jobId = columns.jobId();
            Submission task = selection.take(
                    jobId,
                    columns.submit() * NANOS_PER_SECOND,
                    columns.run() * NANOS_PER_SECOND,
                    columns.procs(),
                    columns.estimate() * NANOS_PER_SECOND,
                    NO_USER);
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    @Override
    public long tieBreak() {
        return jobId;
    }

    @Override
    public long rows() {
        return selection.rows();
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return selection.dropped();
    }

    @Override
    public TraceTotals totals() {
        return selection.totals();
    }

    @Override
    public Set<TraceContent> missing() {
        var missing = EnumSet.noneOf(TraceContent.class);
        if (!selection.hasEstimates()) {
            missing.add(TraceContent.ESTIMATES);
        }
        if (!selection.hasProcessors()) {
            missing.add(TraceContent.PROCESSORS);
        }
        return missing;
    }

    @Override
    public @Nullable ClusterSpec cluster() {
        return selection.cluster();
    }
}

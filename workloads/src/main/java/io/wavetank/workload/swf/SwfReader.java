package io.wavetank.workload.swf;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.trace.TraceReader;
import io.wavetank.workload.trace.TraceTotals;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Standard Workload Format: a job a line, 18 fields between blanks, {@code ;} begins a comment, -1 means unknown.
 *
 * <p>Processors are field 8 (requested) if above 0, else field 5 (allocated); the estimate is field 9. The wait of the log (field 3)
 * says when jobs ended, for users who wait; its dependencies (fields 17, 18) are checked to be numbers and otherwise left alone. Times may have decimals, as the definition allows.
 * Submissions of one instant are ordered by job number.
 *
 * <p>Units in the file: seconds. Source: the definition at www.cs.huji.ac.il/labs/parallel/workload/swf.html, version 2.2.
 */
public final class SwfReader implements TraceReader {
    private static final int FIELDS = 18;
    private static final int JOB = 0;
    private static final int SUBMIT = 1;
    private static final int WAIT = 2;
    private static final int RUN = 3;
    private static final int ALLOCATED = 4;
    private static final int CPU_TIME = 5;
    private static final int MEMORY = 6;
    private static final int REQUESTED = 7;
    private static final int ESTIMATE = 8;
    private static final int REQUESTED_MEMORY = 9;
    private static final int USER = 11;
    private static final List<String> NAMES = List.of(
            "job number",
            "submit time",
            "wait time",
            "run time",
            "allocated processors",
            "average CPU time",
            "used memory",
            "requested processors",
            "requested time",
            "requested memory",
            "status",
            "user",
            "group",
            "executable",
            "queue",
            "partition",
            "preceding job",
            "think time");
    private static final long UNKNOWN_NANOS = -1_000_000_000L;

    private final Lines lines;
    private final Row row;
    private final SwfHeader header = new SwfHeader();
    private final JobSelection selection;
    private boolean atJob;
    private long jobId;
    private long user;
    private long endedNanos;

    /** Reads the comments before the first job; they say how many processors there are, unless the options do. */
    public SwfReader(Lines lines, TraceOptions options) throws TraceFormatException {
        this.lines = lines;
        this.row = new Row(lines);
        this.atJob = nextJob();
        int stated = header.positive("MaxProcs");
        int processors = options.processors() > 0 ? options.processors() : stated;
        if (processors == 0 && !options.onlyLooking()) {
            String nodes = header.values().getOrDefault("MaxNodes", "");
            throw lines.fileError(
                    "its header does not say how many processors the machine has (no MaxProcs"
                            + (nodes.isEmpty() ? ")" : "; MaxNodes is " + Quoted.of(nodes) + ")"),
                    "give their number with --processors");
        }
        this.selection = new JobSelection(lines, processors);
    }

    /** Recognises a header of comments, or a first line of 18 numbers. */
    public static boolean recognises(List<String> head) {
        String first = head.get(0).strip();
        if (first.startsWith(";")) {
            return true;
        }
        String[] fields = first.split("[ \t]+", -1);
        if (fields.length != FIELDS) {
            return false;
        }
        for (String field : fields) {
            if (!field.matches("-?[0-9]+(\\.[0-9]*)?")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (atJob) {
            Submission task = submission();
            if (task != null) {
                atJob = nextJob();
                return task;
            }
            atJob = nextJob();
        }
        return null;
    }

    private boolean nextJob() throws TraceFormatException {
        while (lines.next()) {
            byte first = lines.firstByte();
            if (first == ';') {
                header.add(lines.lenientText());
            } else if (first != 0) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Submission submission() throws TraceFormatException {
        row.splitBlanks();
        row.expect(FIELDS);
        jobId = whole(JOB);
        long submitNanos = time(SUBMIT);
        long waitNanos = time(WAIT);
        long runNanos = time(RUN);
        long allocated = whole(ALLOCATED);
        row.checkNumber(CPU_TIME, NAMES.get(CPU_TIME));
        row.checkNumber(MEMORY, NAMES.get(MEMORY));
        long requested = whole(REQUESTED);
        long estimateNanos = time(ESTIMATE);
        row.checkNumber(REQUESTED_MEMORY, NAMES.get(REQUESTED_MEMORY));
        for (int field = REQUESTED_MEMORY + 1; field < FIELDS; field++) {
            row.checkNumber(field, NAMES.get(field));
        }
        user = whole(USER);
        endedNanos = waitNanos < 0 || runNanos < 0 ? -1 : submitNanos + waitNanos + runNanos;
        return selection.take(jobId, submitNanos, runNanos, requested > 0 ? requested : allocated, estimateNanos, user);
    }

    /** A count, or -1 for unknown. */
    private long whole(int field) throws TraceFormatException {
        long value = row.wholeOrZeroDecimals(field, NAMES.get(field));
        if (value < -1) {
            throw negative(field);
        }
        return value;
    }

    /** A time in nanoseconds, or {@link #UNKNOWN_NANOS}. */
    private long time(int field) throws TraceFormatException {
        long nanos = row.nanos(field, NAMES.get(field));
        if (nanos < 0 && nanos != UNKNOWN_NANOS) {
            throw negative(field);
        }
        return nanos;
    }

    private TraceFormatException negative(int field) throws TraceFormatException {
        return row.fault(NAMES.get(field), Quoted.of(row.text(field)) + " is negative, and only -1 (unknown) may be");
    }

    @Override
    public @Nullable String user() {
        return user < 0 ? null : Long.toString(user);
    }

    @Override
    public long endedNanos() {
        return endedNanos;
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
        if (!selection.hasUsers()) {
            missing.add(TraceContent.TENANTS);
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

    @Override
    public Map<String, String> header() {
        return header.values();
    }
}

package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A trace that has been read once from end to end: every row is sound, all is counted, and it can be replayed any number of times.
 *
 * <p>A file in time order is streamed anew for each run; any other is sorted in memory once, when first asked for. Several sources may be in
 * use at once, by several threads. Times are as they stand in the file: the first submission need not be at 0.
 */
public final class Trace {
    private final TraceFile file;
    private final TraceFormat format;
    private final TraceOptions options;
    private final long rows;
    private final SortedMap<String, Long> dropped;
    private final TraceTotals totals;
    private final Set<TraceContent> carries;
    private final @Nullable ClusterSpec cluster;
    private final Map<String, String> header;
    private final String sha256;
    private final long kept;
    private final long firstNanos;
    private final long lastNanos;
    private final boolean inTimeOrder;
    private @Nullable SubmissionTable table;

    private Trace(TraceFile file, TraceFormat format, TraceOptions options, Pass pass, String sha256) {
        this.file = file;
        this.format = format;
        this.options = options;
        this.rows = pass.reader.rows();
        this.dropped = pass.reader.dropped();
        this.totals = pass.reader.totals();
        this.cluster = pass.reader.cluster();
        this.header = Collections.unmodifiableMap(new LinkedHashMap<>(pass.reader.header()));
        var carried = EnumSet.copyOf(format.carries());
        carried.removeAll(pass.reader.missing());
        this.carries = Collections.unmodifiableSet(carried);
        this.sha256 = sha256;
        this.kept = pass.kept;
        this.firstNanos = pass.firstNanos;
        this.lastNanos = pass.lastNanos;
        this.inTimeOrder = pass.inOrder;
    }

    /** Reads the whole file; a fault anywhere in it, or nothing in it that could be replayed, is reported here and not in a run. */
    public static Trace open(TraceFile file, TraceFormat format, TraceOptions options) throws TraceFormatException {
        var digest = TraceFile.sha256();
        try (Lines lines = file.lines(digest)) {
            var pass = new Pass(format.opener().open(lines, options));
            pass.run();
            lines.drain();
            if (pass.kept == 0) {
                throw lines.fileError(
                        pass.reader.rows() == 0
                                ? "there are no rows of format " + format.name() + " in it"
                                : "none of its rows can be replayed: " + pass.reader.dropped(),
                        "check that it is the right file");
            }
            return new Trace(file, format, options, pass, TraceFile.hex(digest));
        }
    }

    /** What the first reading finds out about order and time. */
    private static final class Pass {
        private final TraceReader reader;
        private long kept;
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;
        private long lastTieBreak;
        private boolean inOrder = true;

        Pass(TraceReader reader) {
            this.reader = reader;
        }

        void run() throws TraceFormatException {
            for (Submission task = reader.next(); task != null; task = reader.next()) {
                long nanos = task.submitNanos();
                inOrder &= nanos > lastNanos || (nanos == lastNanos && reader.tieBreak() >= lastTieBreak);
                lastTieBreak = reader.tieBreak();
                firstNanos = Math.min(firstNanos, nanos);
                lastNanos = Math.max(lastNanos, nanos);
                kept++;
            }
        }
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** The format in which it was read. */
    public TraceFormat format() {
        return format;
    }

    /** What this file carries: what its format can carry, less what is missing in it. */
    public Set<TraceContent> carries() {
        return carries;
    }

    /** How many rows it has, comments and blank lines not counted. */
    public long rows() {
        return rows;
    }

    /** How many of them are replayed: {@link #rows()} less all that are {@link #dropped()}. */
    public long kept() {
        return kept;
    }

    /** How many rows are left out, by reason. */
    public SortedMap<String, Long> dropped() {
        return dropped;
    }

    /** When the first task is submitted, in nanoseconds from the trace's time 0. */
    public long firstSubmitNanos() {
        return firstNanos;
    }

    /** When the last task is submitted. */
    public long lastSubmitNanos() {
        return lastNanos;
    }

    /** Whether the file itself is in the order of submission. */
    public boolean inTimeOrder() {
        return inTimeOrder;
    }

    /** Sums over all rows. */
    public TraceTotals totals() {
        return totals;
    }

    /** The cluster that the trace brings along (a pool of processors), or null. */
    public @Nullable ClusterSpec cluster() {
        return cluster;
    }

    /** What the file says about itself, such as {@code UnixStartTime}, in its order. */
    public Map<String, String> header() {
        return header;
    }

    /** SHA-256 of the file's bytes as they are on the disk, packed or not: 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * Returns the submissions from the first, in the order of submission.
     *
     * @throws TraceFormatException if the file has been changed or lost since it was checked
     */
    public SubmissionSource submissions() throws TraceFormatException {
        long spanNanos = lastNanos - firstNanos;
        if (!inTimeOrder) {
            return table().source(spanNanos);
        }
        Lines lines = file.lines();
        try {
            return new StreamedSubmissions(lines, format.opener().open(lines, options), spanNanos);
        } catch (TraceFormatException e) {
            lines.close();
            throw e;
        }
    }

    private synchronized SubmissionTable table() throws TraceFormatException {
        if (table == null) {
            try (Lines lines = file.lines()) {
                table = SubmissionTable.of(format.opener().open(lines, options));
            }
        }
        return table;
    }
}

package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFiles;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.TraceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A trace that has been read once from end to end: every row of its tasks is sound, all is counted, and it can be replayed any number of
 * times. Of a trace without tasks the records that it is about have been read in their place.
 *
 * <p>Files in time order are streamed anew for each run; any others are sorted once, when first asked for, within the memory that the options give. Several sources may be in
 * use at once, by several threads. Times are as they stand in the file, so that the first submission need not be at 0; only where they are those
 * of the calendar does the replay begin with the first submission, and {@link #originNanos()} says when that was.
 */
public final class Trace {
    private final TraceFiles files;
    private final TraceFormat format;
    private final TraceOptions options;
    private final TraceChecked checked;
    private final Set<TraceContent> carries;
    private @Nullable SortedTasks sorted;
    private @Nullable Precedence precedence;
    private boolean precedenceKnown;

    private Trace(TraceFiles files, TraceFormat format, TraceOptions options, TraceChecked checked) {
        this.files = files;
        this.format = format;
        this.options = options;
        this.checked = checked;
        this.carries = checked.carried(format);
    }

    /** Reads all of it; a fault anywhere in it, or nothing in it that could be used, is reported here and not in a run. */
    public static Trace open(TraceFiles files, TraceFormat format, TraceOptions options) throws TraceFormatException {
        return open(files, format, options, TraceObserver.NONE);
    }

    /** Reads all of it while somebody looks on, who sees each task once; of a trace without tasks, nothing. */
    public static Trace open(TraceFiles files, TraceFormat format, TraceOptions options, TraceObserver observer)
            throws TraceFormatException {
        return new Trace(files, format, options, TraceChecked.of(files, format, options, observer));
    }

    /** The file or folder. */
    public Path path() {
        return files.path();
    }

    /** How many files there are. */
    public int fileCount() {
        return files.files().size();
    }

    /** How many bytes its files have together, as they are on the disk. */
    public long sizeBytes() {
        return files.sizeBytes();
    }

    /** The format in which it was read. */
    public TraceFormat format() {
        return format;
    }

    /** What this file carries: what its format can carry, less what is missing in it. */
    public Set<TraceContent> carries() {
        return carries;
    }

    /** Whether there are tasks in it that can be replayed; if not, it is about records. */
    public boolean hasTasks() {
        return checked.tasks();
    }

    /** Returns the trace if it can be replayed; if not, the fault says in one line what it is instead. */
    public Trace requireTasks() throws TraceFormatException {
        if (hasTasks()) {
            return this;
        }
        try (Reading reading = files.open()) {
            throw reading.error(
                    "holds " + checked.about() + " (" + format.title() + "), and no tasks that could be replayed",
                    "give a trace of tasks; 'wavetank traces' lists the formats");
        }
    }

    /** How many rows it has, comments and blank lines not counted. */
    public long rows() {
        return checked.rows();
    }

    /** How many of them are replayed, or how many tasks came of events. */
    public long kept() {
        return checked.kept();
    }

    /** How many rows, or tasks that would have come of events, are left out, by reason. */
    public SortedMap<String, Long> dropped() {
        return checked.dropped();
    }

    /** When the first task is submitted, in nanoseconds from the start of the replay. */
    public long firstSubmitNanos() {
        return checked.firstNanos() - originNanos();
    }

    /** When the last task is submitted. */
    public long lastSubmitNanos() {
        return checked.lastNanos() - originNanos();
    }

    /** What time of the trace's clock is 0 in the replay: 0, or for times of the calendar the first submission, since 1970. */
    public long originNanos() {
        return checked.originNanos();
    }

    /** Whether the files themselves are in the order of submission. */
    public boolean inTimeOrder() {
        return checked.inTimeOrder();
    }

    /** Sums over all rows. */
    public TraceTotals totals() {
        return checked.totals();
    }

    /** The cluster that the trace brings along (machines or a pool of processors), or null. */
    public @Nullable ClusterSpec cluster() {
        return checked.cluster();
    }

    /** What the file says about itself, such as {@code UnixStartTime}, in its order. */
    public Map<String, String> header() {
        return checked.header();
    }

    /** SHA-256 of what was read, as {@link Reading#sha256()} makes it: 64 lower-case hexadecimal digits. */
    public String sha256() {
        return checked.sha256();
    }

    /** The kinds of records that these files hold beside tasks, or instead. */
    public List<RecordType<?>> recordTypes() {
        return checked.recordTypes();
    }

    /** Returns the records of a kind from the first, in the order of the files. Their times are those of the trace's clock. */
    public <T extends TraceRecord> RecordSource<T> records(RecordType<T> type) throws TraceFormatException {
        Reading reading = files.open();
        try {
            for (RecordStream<?> stream : format.records()) {
                if (stream.type().equals(type)) {
                    @SuppressWarnings("unchecked") // equal types are of the same class
                    RecordReader<T> reader = ((RecordStream<T>) stream).opener().open(reading);
                    if (reader != null) {
                        return new RecordSource<>(reading, reader);
                    }
                }
            }
            throw reading.error("holds no " + type.word(), "give the file that does, or the folder with all files");
        } catch (TraceFormatException e) {
            reading.close();
            throw e;
        }
    }

    /** Reads all records of a kind and returns what came of it. */
    public RecordSummary inspect(RecordType<?> type) throws TraceFormatException {
        return inspect(type, TraceObserver.NONE);
    }

    /** Reads all records of a kind while somebody looks on, and returns what came of it. */
    public RecordSummary inspect(RecordType<?> type, TraceObserver observer) throws TraceFormatException {
        try (RecordSource<?> source = records(type)) {
            return TraceChecked.summary(source, observer);
        }
    }

    /**
     * Returns the submissions from the first, in the order of submission.
     *
     * @throws TraceFormatException if there are none in it, or if a file has been changed or lost since it was checked
     */
    public SubmissionSource submissions() throws TraceFormatException {
        requireTasks();
        long spanNanos = checked.lastNanos() - checked.firstNanos();
        if (!checked.inTimeOrder()) {
            try {
                return sorted().source(originNanos(), spanNanos, this::precedence);
            } catch (TraceFormatException e) {
                throw e;
            } catch (IOException e) {
                throw unsorted(e);
            }
        }
        Reading reading = files.open();
        try {
            return new StreamedSubmissions(reading, reader(reading), originNanos(), spanNanos, this::precedence);
        } catch (TraceFormatException e) {
            reading.close();
            throw e;
        }
    }

    /**
     * Returns the tasks by the users who submitted them, who wait for them when they are replayed. All of them are read, and held in memory.
     *
     * @param breakNanos the longest think time within a session; {@link Long#MAX_VALUE} if users always wait
     * @throws TraceFormatException if the trace does not tell who submitted what, or there is not the memory for it that the options give
     */
    public TraceUsers users(long breakNanos) throws TraceFormatException {
        requireTasks();
        try (Reading reading = files.open()) {
            UserBatches batches = UserBatches.of(reader(reading), options.memoryBytes(), breakNanos);
            if (batches.users() == 0) {
                throw reading.error(
                        "does not tell who submitted what (" + format.title() + ")",
                        "replay it as recorded, or give a trace that tells");
            }
            return new TraceUsers(batches, originNanos(), checked.lastNanos() - checked.firstNanos(), this::precedence);
        } catch (IllegalArgumentException e) {
            throw new TraceFormatException(
                    path().toString(),
                    0,
                    "cannot be replayed with users who wait: " + e.getMessage(),
                    "give Java more memory (WAVETANK_JAVA_OPTS=-Xmx8g), or a part of the trace (wavetank trace slice)",
                    e);
        }
    }

    /**
     * Which tasks wait for which, or null if none does. It is read when first asked for, and held in memory.
     *
     * @throws TraceFormatException if tasks wait for each other in a circle
     */
    public synchronized @Nullable Precedence precedence() throws TraceFormatException {
        if (!precedenceKnown) {
            precedence = hasTasks() ? Dependencies.of(files, format, options) : null;
            precedenceKnown = true;
        }
        return precedence;
    }

    private TraceReader reader(Reading reading) throws TraceFormatException {
        TraceReader reader = format.tasks().open(reading, options);
        if (reader == null) {
            throw reading.error("has no tasks any more, as it had when checked", "start again");
        }
        return reader;
    }

    private synchronized SortedTasks sorted() throws TraceFormatException {
        if (sorted == null) {
            try (Reading reading = files.open()) {
                sorted = SortedTasks.of(reader(reading), options.memoryBytes());
            } catch (TraceFormatException e) {
                throw e;
            } catch (IOException e) {
                throw unsorted(e);
            }
        }
        return sorted;
    }

    private TraceFormatException unsorted(IOException cause) {
        return new TraceFormatException(
                path().toString(),
                0,
                "cannot be sorted through temporary files (" + cause.getMessage() + ")",
                "make room in " + System.getProperty("java.io.tmpdir") + " or give more --memory",
                cause);
    }
}

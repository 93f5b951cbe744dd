package io.wavetank.workload.workflow;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads workflows in the Grid Workload Format as CSV: a task a row. A task is a rigid one of as many members of one core as it requested
 * ({@code ReqNProcs}, else {@code NProcs}); -1 stands for unknown.
 *
 * <p>Units in the file: seconds. Source: Grid Workloads Archive, gwa.ewi.tudelft.nl.
 */
public final class GwfTasks implements TaskReader {
    private static final int WORKFLOW = 0;
    private static final int JOB = 1;
    private static final int SUBMIT = 2;
    private static final int RUN = 3;
    private static final int PROCS = 4;
    private static final int REQUESTED = 5;
    private static final int DEPENDENCIES = 6;
    private static final String[] COLUMNS = {
        "WorkflowID", "JobID", "SubmitTime", "RunTime", "NProcs", "ReqNProcs", "Dependencies"
    };

    private final Table table;
    private final Counts counts = new Counts("tasks", "tasks_that_wait", "cores");
    private final TaskClasses classes = new TaskClasses();

    private GwfTasks(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(List.of(COLUMNS));
    }

    private static Table table(Reading reading) throws TraceFormatException {
        List<TraceFile> files = List.of(reading.only());
        return Table.headed(reading, files, Separator.COMMA, COLUMNS);
    }

    /** Returns the reader. */
    public static GwfTasks open(Reading reading) throws TraceFormatException {
        return new GwfTasks(table(reading));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            long submit = table.nanosFromZero(SUBMIT);
            long run = table.nanos(RUN);
            long requested = table.whole(REQUESTED, -1, 1_000_000);
            long procs = requested > 0 ? requested : table.whole(PROCS, -1, 1_000_000);
            counts.add("tasks", 1);
            counts.count("tasks_that_wait", !table.empty(DEPENDENCIES));
            counts.add("cores", Math.max(0, procs));
            if (run <= 0) {
                counts.drop("run time is 0 or unknown");
            } else if (procs <= 0) {
                counts.drop("processors are 0 or unknown");
            } else {
                TaskClass asked =
                        classes.of(TaskClass.builder().members((int) procs).cpuMillis(1000));
                return new Submission(
                        table.text(WORKFLOW) + "/" + table.text(JOB), table.text(WORKFLOW), submit, run, -1, asked);
            }
        }
        return null;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the dependencies. */
    public static RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        Table table = table(reading);
        var counts = new Counts("edges");
        var edges = new ArrayDeque<Edge>();
        return new RecordReader<>() {
            @Override
            public @Nullable Edge next() throws TraceFormatException {
                while (edges.isEmpty() && table.next()) {
                    counts.row();
                    for (String before : table.text(DEPENDENCIES).strip().split("[ ;]+", -1)) {
                        if (!before.matches("[0-9]{0,18}")) {
                            throw table.fault(DEPENDENCIES, "job numbers expected, got " + Quoted.of(before));
                        }
                        if (!before.isEmpty()) {
                            counts.add("edges", 1);
                            edges.add(new Edge(table.text(WORKFLOW), table.text(JOB), before));
                        }
                    }
                }
                return edges.poll();
            }

            @Override
            public Counts counts() {
                return counts;
            }
        };
    }
}

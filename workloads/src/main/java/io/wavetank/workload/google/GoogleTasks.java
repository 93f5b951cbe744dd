package io.wavetank.workload.google;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.AttemptLog;
import io.wavetank.workload.trace.AttemptLog.Event;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of the table {@code task_events} of Google's trace of 2011, as {@link AttemptLog} says: FINISH, FAIL and KILL are a task's own end,
 * EVICT and LOST the scheduler's doing.
 *
 * <p>User is the tenant, scheduling class the label {@code scheduling_class}. Requests are those of the first submission; an empty one asks
 * for nothing. Disk requests are left out, as the trace does not say what disks machines have, and {@code different-machine} is counted and not honoured.
 * Constraints ({@link TaskNeeds}) are honoured where the table {@code machine_attributes} says what machines have, and else counted.
 */
public final class GoogleTasks implements TaskReader {
    private static final int TIME = 0;
    private static final int MISSING = 1;
    private static final int JOB = 2;
    private static final int INDEX = 3;
    private static final int EVENT = 5;
    private static final int USER = 6;
    private static final int CLASS = 7;
    private static final int PRIORITY = 8;
    private static final int CPU = 9;
    private static final int MEMORY = 10;
    private static final int DISK = 11;
    private static final int DIFFERENT = 12;
    private static final List<String> EVENTS = List.of(
            "submit", "schedule", "evict", "fail", "finish", "kill", "lost", "update_pending", "update_running");

    private final Table table;
    private final Counts counts = new Counts(AttemptLog.sums());
    private final AttemptLog log = new AttemptLog(counts);
    private final Map<Asked, TaskClass> classes = new HashMap<>();
    private final @Nullable TaskNeeds needs;
    private final boolean needsKnown;
    private @Nullable String user;

    private record Asked(long cpuMillis, long memoryBytes, int priority, int schedulingClass, String user, int need) {
        TaskClass taskClass(PodSpec pod) {
            return TaskClass.builder()
                    .cpuMillis(cpuMillis)
                    .memoryBytes(memoryBytes)
                    .priority(priority)
                    .tenant(user)
                    .labels(Map.of("scheduling_class", Integer.toString(schedulingClass)))
                    .pod(pod)
                    .build();
        }
    }

    private GoogleTasks(Table table, @Nullable TaskNeeds needs, boolean needsKnown) {
        this.table = table;
        this.needs = needs;
        this.needsKnown = needsKnown;
    }

    /** Returns the reader, or null if there are no task events. */
    public static @Nullable GoogleTasks open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = Google2011.files(reading, Google2011::isTaskEvents);
        return files.isEmpty()
                ? null
                : new GoogleTasks(
                        Table.plain(
                                reading,
                                files,
                                Separator.COMMA,
                                "time",
                                "missing info",
                                "job ID",
                                "task index",
                                "machine ID",
                                "event type",
                                "user",
                                "scheduling class",
                                "priority",
                                "CPU request",
                                "memory request",
                                "disk space request",
                                "different machines restriction"),
                        TaskNeeds.open(reading),
                        !Google2011.files(reading, Google2011::isAttributes).isEmpty());
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            Submission task = event();
            if (task != null) {
                return of(task);
            }
        }
        Submission left = log.next();
        return left == null ? null : of(left);
    }

    private Submission of(Submission task) {
        String tenant = task.taskClass().tenant();
        user = tenant.isEmpty() ? null : tenant;
        return task;
    }

    private @Nullable Submission event() throws TraceFormatException {
        long atNanos = Google2011.nanos(table, TIME);
        if (!table.empty(MISSING)) {
            table.whole(MISSING, 0, 2);
            counts.add("rows_made_up_for_missing_ones", 1);
        }
        long job = table.whole(JOB, 0, Long.MAX_VALUE);
        long index = table.whole(INDEX, 0, Integer.MAX_VALUE);
        int type = (int) table.whole(EVENT, 0, 8);
        counts.add("events_" + EVENTS.get(type), 1);
        Event event = switch (type) {
            case 0 -> Event.SUBMIT;
            case 1 -> Event.START;
            case 2, 6 -> Event.EVICT;
            case 3, 4, 5 -> Event.END;
            default -> Event.UPDATE;
        };
        int need = event == Event.SUBMIT || event == Event.START ? need(atNanos, job, index) : TaskNeeds.NONE;
        return log.on(event, atNanos, job, index, asked(need));
    }

    private int need(long atNanos, long job, long index) throws TraceFormatException {
        int need = needs == null ? TaskNeeds.NONE : needs.of(atNanos, job, index);
        if (need == TaskNeeds.NONE) {
            return need;
        }
        counts.add(needsKnown ? "submissions_constrained" : "submissions_constrained_not_honoured", 1);
        return needsKnown ? need : TaskNeeds.NONE;
    }

    private TaskClass asked(int need) throws TraceFormatException {
        if (!table.empty(DISK)) {
            table.amount(DISK, Google2011.MEMORY_DECIMALS);
        }
        if (!table.empty(DIFFERENT)) {
            counts.count("rows_different_machine_not_honoured", table.whole(DIFFERENT, 0, 1) == 1);
        }
        var asked = new Asked(
                table.empty(CPU) ? 0 : table.amount(CPU, Google2011.CPU_DECIMALS),
                table.empty(MEMORY) ? 0 : table.amount(MEMORY, Google2011.MEMORY_DECIMALS),
                (int) table.whole(PRIORITY, 0, 11),
                (int) table.whole(CLASS, 0, 3),
                table.sharedText(USER),
                need);
        TaskClass known = classes.get(asked);
        if (known == null) {
            known = asked.taskClass(needs == null ? PodSpec.NONE : needs.spec(need));
            classes.put(asked, known);
        }
        return known;
    }

    @Override
    public @Nullable String user() {
        return user;
    }

    @Override
    public long endedNanos() {
        return log.endedNanos();
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

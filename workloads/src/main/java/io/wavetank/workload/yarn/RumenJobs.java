package io.wavetank.workload.yarn;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.JsonItems;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads job histories of Hadoop: a stream of JSON objects, one a job, as Rumen writes them; and the traces of the YARN Scheduler Load Simulator,
 * objects with {@code job.start.ms} and {@code job.tasks}.
 *
 * <p>Each map and each reduce task is a task: it arrives when its job was submitted and runs as long as its last successful attempt did, else as
 * the last attempt that has both times. Rumen states no requests: a container of one core and 1 GiB, the defaults of the YARN simulator, is asked
 * for; {@code container.memory} (MiB) and {@code container.vcores} of an SLS trace are taken. Queue is the tenant; {@code map} or {@code reduce} the
 * label {@code type}; that reduces wait for maps is not kept.
 *
 * <p>Units in the file: milliseconds, since 1970 or from the start.
 */
public final class RumenJobs implements TaskReader {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MIB = 1L << 20;
    private static final long YEAR_2000_MILLIS = 946_684_800_000L;

    private final JsonItems items;
    private final Counts counts =
            new Counts("jobs", "map_tasks", "reduce_tasks", "other_tasks", "attempts", "attempts_not_successful");
    private final TaskClasses classes = new TaskClasses();
    private final ArrayDeque<Submission> tasks = new ArrayDeque<>();
    private boolean calendar;

    private RumenJobs(JsonItems items) {
        this.items = items;
    }

    /** Recognises the members of the first object. */
    public static boolean recognises(Head head) {
        String text = head.text();
        boolean rumen = text.contains("\"jobID\"") && text.contains("\"submitTime\"");
        boolean sls = text.contains("\"job.start.ms\"") || text.contains("\"job.tasks\"");
        return text.stripLeading().startsWith("{") && (rumen || sls);
    }

    /** Returns the reader. */
    public static RumenJobs open(Reading reading) throws TraceFormatException {
        return new RumenJobs(reading.json(reading.only()));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (tasks.isEmpty()) {
            JsonItem job = items.next();
            if (job == null) {
                return null;
            }
            counts.add("jobs", 1);
            if (job.has("job.tasks") || job.has("job.start.ms")) {
                slsJob(job);
            } else {
                rumenJob(job);
            }
        }
        return tasks.poll();
    }

    private void rumenJob(JsonItem job) throws TraceFormatException {
        String id = job.get("jobID").text();
        long submit = nanos(job, "submitTime");
        String queue = job.has("queue") ? job.text("queue") : job.text("user");
        for (String kind : List.of("map", "reduce", "other")) {
            for (JsonItem task : job.list(kind + "Tasks")) {
                counts.row();
                counts.add(kind + "_tasks", 1);
                rumenTask(task, id, submit, queue, kind);
            }
        }
    }

    private void rumenTask(JsonItem task, String job, long submit, String queue, String kind)
            throws TraceFormatException {
        long work = 0;
        boolean succeeded = false;
        for (JsonItem attempt : task.list("attempts")) {
            counts.add("attempts", 1);
            boolean success = attempt.text("result").equals("SUCCESS");
            counts.count("attempts_not_successful", !success);
            long start = attempt.whole("startTime", -1);
            long finish = attempt.whole("finishTime", -1);
            if (start > 0 && finish > start && (success || !succeeded)) {
                work = lasting(attempt, start, finish);
                succeeded = success;
            }
        }
        if (work == 0) {
            counts.drop("no attempt with a run time");
            return;
        }
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(1000)
                .memoryBytes(1024 * MIB)
                .tenant(queue)
                .labels(Map.of("type", kind)));
        tasks.add(new Submission(task.get("taskID").text(), job, submit, work, -1, asked));
    }

    private void slsJob(JsonItem job) throws TraceFormatException {
        String id = job.has("job.id") ? job.text("job.id") : "job-" + counts.sum("jobs");
        String queue = job.text("job.queue.name");
        long jobStart = job.has("job.start.ms") ? nanos(job, "job.start.ms") : 0;
        for (JsonItem task : job.list("job.tasks")) {
            counts.row();
            String kind = task.text("container.type").toLowerCase(Locale.ROOT);
            counts.add(kind.equals("map") || kind.equals("reduce") ? kind + "_tasks" : "other_tasks", 1);
            long instances = task.whole("count", 1);
            if (instances < 0 || instances > 10_000_000) {
                throw task.fault("'count' is not from 0 to 10000000");
            }
            long work = task.has("duration.ms")
                    ? lasting(task, 0, task.whole("duration.ms"))
                    : lasting(task, task.whole("container.start.ms"), task.whole("container.end.ms"));
            if (work <= 0) {
                counts.drop("no attempt with a run time");
                continue;
            }
            long mib = task.whole("container.memory", 1024);
            if (mib < 0 || mib > Long.MAX_VALUE / MIB) {
                throw task.fault("'container.memory' is negative, or beyond what 64 bits hold in our unit");
            }
            long vcores = task.scaled("container.vcores", 3, 1000);
            if (vcores < 0) {
                throw task.fault("'container.vcores' is negative");
            }
            TaskClass asked = classes.of(TaskClass.builder()
                    .cpuMillis(vcores)
                    .memoryBytes(mib * MIB)
                    .priority((int) Math.max(-1_000_000, Math.min(1_000_000, task.whole("container.priority", 0))))
                    .tenant(queue)
                    .labels(kind.isEmpty() ? Map.of() : Map.of("type", kind)));
            for (long i = 0; i < instances; i++) {
                tasks.add(new Submission(id + "-" + counts.rows() + "-" + i, id, jobStart, work, -1, asked));
            }
        }
    }

    private long nanos(JsonItem item, String member) throws TraceFormatException {
        long millis = item.whole(member);
        if (millis < 0 || millis > Long.MAX_VALUE / NANOS_PER_MILLI) {
            throw item.get(member).fault("'" + member + "' is no time in milliseconds: " + millis);
        }
        calendar |= millis >= YEAR_2000_MILLIS;
        return millis * NANOS_PER_MILLI;
    }

    private static long lasting(JsonItem item, long start, long finish) throws TraceFormatException {
        if (start < 0 || finish < 0 || finish - start > Long.MAX_VALUE / NANOS_PER_MILLI) {
            throw item.fault("a time is negative, or beyond what 64 bits hold in our unit");
        }
        return (finish - start) * NANOS_PER_MILLI;
    }

    @Override
    public boolean ofTheCalendar() {
        return calendar;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

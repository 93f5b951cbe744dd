package io.wavetank.workload.gpujobs;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.CalendarTime;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.JsonItems;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cluster_job_log} of Microsoft's trace Philly: one JSON array, a job an element.
 *
 * <p>A job arrives at its {@code submitted_time} and runs as long as its last attempt did; earlier attempts are counted. One whose last attempt has no
 * end ran when the log was taken and runs to the end of the replay. It asks for the GPUs of its last attempt, as members of equal size where
 * its servers gave equally many, else as members of one GPU each. The virtual cluster is the tenant; user and status are labels of no
 * placement and left out.
 *
 * <p>Times in the file are local ones of the US Pacific coast. Source: github.com/msr-fiddle/philly-traces.
 */
public final class PhillyJobs implements TaskReader {
    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final JsonItems items;
    private final Counts counts = new Counts(
            "jobs",
            "jobs_pass",
            "jobs_killed",
            "jobs_failed",
            "attempts",
            "jobs_of_several_attempts",
            "gpus",
            "tasks_running_at_end");
    private final TaskClasses classes = new TaskClasses();
    private @Nullable String user;
    private long endedNanos;

    private PhillyJobs(JsonItems items) {
        this.items = items;
    }

    /** Recognises the beginning of the array. */
    public static boolean recognises(Head head) {
        String text = head.text();
        return text.stripLeading().startsWith("[")
                && text.contains("\"submitted_time\"")
                && text.contains("\"attempts\"");
    }

    /** Returns the reader. */
    public static PhillyJobs open(Reading reading) throws TraceFormatException {
        return new PhillyJobs(reading.json(reading.only()));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        for (JsonItem job = items.next(); job != null; job = items.next()) {
            counts.row();
            Submission task = job(job);
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission job(JsonItem job) throws TraceFormatException {
        String id = job.get("jobid").text();
        user = has(job, "user") ? job.text("user") : null;
        endedNanos = -1;
        String status = job.text("status");
        long submitted = nanos(job, "submitted_time");
        List<JsonItem> attempts = job.list("attempts");
        counts.add("jobs", 1);
        counts.count("jobs_pass", status.equals("Pass"));
        counts.count("jobs_killed", status.equals("Killed"));
        counts.count("jobs_failed", status.equals("Failed"));
        counts.add("attempts", attempts.size());
        counts.count("jobs_of_several_attempts", attempts.size() > 1);
        if (attempts.isEmpty()) {
            counts.drop("no attempt");
            return null;
        }
        JsonItem last = attempts.get(attempts.size() - 1);
        if (!has(last, "start_time")) {
            counts.drop("start of the last attempt is unknown");
            return null;
        }
        TaskClass asked = asked(job, last.list("detail"));
        long started = nanos(last, "start_time");
        if (!has(last, "end_time")) {
            counts.add("tasks_running_at_end", 1);
            return new Submission(id, id, submitted, Submission.FOREVER, -1, asked);
        }
        long ended = nanos(last, "end_time");
        endedNanos = ended;
        if (ended <= started) {
            counts.drop(ended < started ? "ends before it starts" : "run time is 0");
            return null;
        }
        return new Submission(id, id, submitted, ended - started, -1, asked);
    }

    private TaskClass asked(JsonItem job, List<JsonItem> servers) throws TraceFormatException {
        var asked = TaskClass.builder().tenant(job.text("vc"));
        int most = 0;
        int least = Integer.MAX_VALUE;
        int sum = 0;
        for (JsonItem server : servers) {
            int gpus = server.list("gpus").size();
            most = Math.max(most, gpus);
            least = Math.min(least, gpus);
            sum += gpus;
        }
        counts.add("gpus", sum);
        if (sum > 0 && most == least && most <= NodeSpec.MAX_DEVICES) {
            asked.members(servers.size()).gpus(most, 1000);
        } else if (sum > 0) {
            asked.members(sum).gpus(1, 1000);
        }
        return classes.of(asked);
    }

    private static boolean has(JsonItem item, String member) throws TraceFormatException {
        return item.has(member)
                && !item.text(member).equals("None")
                && !item.text(member).isEmpty();
    }

    private static long nanos(JsonItem item, String member) throws TraceFormatException {
        return CalendarTime.of(item.get(member), PACIFIC);
    }

    @Override
    public @Nullable String user() {
        return user;
    }

    @Override
    public long endedNanos() {
        return endedNanos;
    }

    @Override
    public boolean ofTheCalendar() {
        return true;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

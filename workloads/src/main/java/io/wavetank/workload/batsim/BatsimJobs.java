package io.wavetank.workload.batsim;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import io.wavetank.workload.trace.TraceOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workload of the simulator Batsim: one JSON object with the jobs and the profiles that they refer to.
 *
 * <p>A job is a rigid one of {@code res} members of one core each on a pool of {@code nb_res}; {@code walltime} is its estimate, at which it is killed.
 * Of the profiles only those that state a {@code delay} have a run time; jobs with any other are dropped and counted by type.
 *
 * <p>Units in the file: seconds. Source: batsim.readthedocs.io, "Workload".
 */
public final class BatsimJobs implements TaskReader {
    private final JsonItem profiles;
    private final List<JsonItem> jobs;
    private final int processors;
    private final Counts counts =
            new Counts("jobs", "jobs_clipped_kept", "jobs_without_walltime", "processors", "widest_job");
    private final TaskClasses classes = new TaskClasses();
    private int position;

    private BatsimJobs(JsonItem workload, TraceOptions options) throws TraceFormatException {
        this.profiles = workload.get("profiles");
        this.jobs = workload.get("jobs").elements();
        long stated = options.processors() > 0 ? options.processors() : workload.whole("nb_res");
        if (stated < 1 || stated > Integer.MAX_VALUE / 2) {
            throw workload.get("nb_res").fault("'nb_res' is " + stated + ", and a machine has at least one processor");
        }
        this.processors = (int) stated;
        counts.set("processors", processors);
    }

    /** Recognises the members of the object. */
    public static boolean recognises(Head head) {
        String text = head.text();
        return text.stripLeading().startsWith("{")
                && text.contains("\"subtime\"")
                && (text.contains("\"res\"") || text.contains("\"nb_res\""));
    }

    /** Reads the whole object, and returns the reader of its jobs. */
    public static BatsimJobs open(Reading reading, TraceOptions options) throws TraceFormatException {
        return new BatsimJobs(reading.singleJson(), options);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (position < jobs.size()) {
            counts.row();
            Submission task = job(jobs.get(position++));
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission job(JsonItem job) throws TraceFormatException {
        String id = job.get("id").text();
        long res = job.whole("res");
        long submit = job.scaled("subtime", 9);
        long walltime = job.scaled("walltime", 9, -1);
        if (res < 1 || submit < 0) {
            throw job.fault("job " + Quoted.of(id) + " has res " + res + " and subtime " + job.text("subtime"));
        }
        String name = job.get("profile").text();
        JsonItem profile = profiles.members().get(name);
        if (profile == null) {
            throw job.get("profile").fault("there is no profile " + Quoted.of(name));
        }
        counts.add("jobs", 1);
        counts.max("widest_job", res);
        counts.count("jobs_without_walltime", walltime <= 0);
        if (!profile.has("delay")) {
            String type = profile.text("type");
            counts.drop("profile without a run time: " + (type.length() > 40 ? type.substring(0, 40) : type));
            return null;
        }
        long delay = profile.scaled("delay", 9);
        if (delay <= 0) {
            counts.drop("run time is 0");
            return null;
        }
        if (res > processors) {
            counts.drop("more processors than the machine has");
            return null;
        }
        counts.count("jobs_clipped_kept", walltime > 0 && delay > walltime);
        long work = walltime > 0 ? Math.min(delay, walltime) : delay;
        TaskClass asked = classes.of(TaskClass.builder().members((int) res).cpuMillis(1000));
        return new Submission(id, id, submit, work, walltime > 0 ? walltime : work, asked);
    }

    @Override
    public ClusterSpec cluster() {
        return ClusterSpec.pool(processors);
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

package io.wavetank.workload.snapshot;

import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.util.HashMap;
import java.util.Map;

/** Makes the pods of jobs: as many at a time as may run side by side, each wave when the one before would be done if it had started at once. */
final class JobPods {
    private final PodMaker pods;
    private final SnapshotOptions options;
    /** When the jobs of the snapshot would be done, by key; 0 of those that are. */
    private final Map<String, Long> ends = new HashMap<>();
    /** When the last job of a CronJob would be done, by the key of the CronJob. */
    private final Map<String, Long> endsOfCronJobs = new HashMap<>();

    JobPods(PodMaker pods, SnapshotOptions options) {
        this.pods = pods;
        this.options = options;
    }

    /** Makes the pods that a job of the snapshot still needs; none of one that is complete or has failed. */
    void job(Fields job) throws TraceFormatException {
        String namespace = Objects.namespace(job);
        String name = Objects.name(job);
        long end = 0;
        if (ended(job)) {
            job.settle();
            pods.drop("job has ended", 1);
        } else {
            Fields template = job.at("spec", "template");
            long succeeded = job.at("status", "succeeded").number(0, 0, Integer.MAX_VALUE);
            long done = succeeded + pods.present("Job", namespace, name).size();
            end = make(
                    job,
                    job,
                    namespace + "/" + name,
                    RunTimes.submitted(template, job),
                    Submission.FOREVER,
                    succeeded,
                    done);
        }
        ends.put(PodMaker.key("Job", namespace, name), end);
        Owner owner = Objects.owner(job);
        if (owner != null) {
            endsOfCronJobs.merge(PodMaker.key(owner.kind(), namespace, owner.name()), end, Math::max);
        }
    }

    private static boolean ended(Fields job) throws TraceFormatException {
        for (Fields each : job.at("status", "conditions").list()) {
            String type = each.at("type").text("");
            if ((type.equals("Complete") || type.equals("Failed"))
                    && each.at("status").text("").equals("True")) {
                return true;
            }
        }
        return false;
    }

    /** When the jobs that a CronJob has already would be done: those in the snapshot, and those that it names and that have pods. */
    long runningUntil(Fields cron, long workNanos) throws TraceFormatException {
        String namespace = Objects.namespace(cron);
        long end = endsOfCronJobs.getOrDefault(PodMaker.key("CronJob", namespace, Objects.name(cron)), 0L);
        for (Fields active : cron.at("status", "active").list()) {
            String name = active.at("name").text("");
            Long known = ends.get(PodMaker.key("Job", namespace, name));
            if (known != null) {
                end = Math.max(end, known);
            } else if (!pods.present("Job", namespace, name).isEmpty()) {
                end = Math.max(end, workNanos);
            }
        }
        return end;
    }

    /**
     * Makes the pods of a job, and returns when the last would be done.
     *
     * @param where the object that asks for them, a Job or a CronJob
     * @param job the job, or what a CronJob makes jobs of
     * @param id the namespace and the name of the job
     * @param stopNanos when what is left of the job is stopped, if it started at once; {@link Submission#FOREVER} if nobody stops it
     * @param succeeded how many pods have done their part
     * @param first how many have, or are at it: the number of the next
     */
    long make(Fields where, Fields job, String id, long atNanos, long stopNanos, long succeeded, long first)
            throws TraceFormatException {
        Fields spec = job.at("spec");
        Fields template = spec.at("template");
        spec.settle("completionMode", "NonIndexed");
        spec.at("selector").settle();
        int parallelism = spec.at("parallelism").number(1, 0, Integer.MAX_VALUE);
        int completions = spec.at("completions").number(parallelism, 0, Integer.MAX_VALUE);
        long work = runTime(job);
        var owner = new Owner("Job", id.substring(id.indexOf('/') + 1));
        PodPlan plan = pods.plan(where, template, owner, id, work);
        if (spec.at("suspend").truth() || parallelism == 0) {
            pods.drop("pod of a job that is suspended", completions - first);
            return Long.MAX_VALUE;
        }
        long last = Math.min(completions, plus(succeeded, waves(atNanos, work), parallelism));
        pods.drop("pod would come after the end of the run", completions - Math.max(first, last));
        pods.checkRoom(where, last - first);
        long planned = work;
        for (long i = first; i < last; i++) {
            long begin = atNanos + (i - succeeded) / parallelism * work;
            if (begin >= stopNanos) {
                pods.drop("pod of a run that the next one replaces", last - i);
                break;
            }
            long cut = stopNanos == Submission.FOREVER ? work : Math.min(work, stopNanos - begin);
            if (cut != planned) {
                plan = pods.plan(where, template, owner, id, cut);
                planned = cut;
            }
            pods.add(plan, id + "-" + i, begin);
        }
        long left = completions - succeeded;
        return left <= 0 ? atNanos : plus(atNanos, (left - 1) / parallelism + 1, work);
    }

    /** How many waves begin before the end of the run. */
    private long waves(long atNanos, long work) {
        long left = options.untilNanos() - atNanos;
        return left <= 0 ? 0 : work == Submission.FOREVER ? 1 : (left - 1) / work + 1;
    }

    /** The sum of a number and of so many times another, none negative; the largest number there is if it is beyond. */
    private static long plus(long number, long times, long each) {
        return times > 0 && each > (Long.MAX_VALUE - number) / times ? Long.MAX_VALUE : number + times * each;
    }

    /** How long each pod of a job runs. */
    long runTime(Fields job) throws TraceFormatException {
        long work = RunTimes.of(options.jobNanos(), job.at("spec", "template"), job);
        Fields deadline = job.at("spec", "activeDeadlineSeconds");
        long most = deadline.number(Integer.MAX_VALUE, 1, Integer.MAX_VALUE) * 1_000_000_000L;
        return deadline.given() ? Math.min(work, most) : work;
    }
}

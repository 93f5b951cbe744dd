package io.wavetank.workload.snapshot;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** Makes the pods that controllers ask for and do not have yet. */
final class ControllerPods {
    private static final String TEMPLATE = "template";
    private final Objects objects;
    private final PodMaker pods;
    private final SnapshotOptions options;

    ControllerPods(Objects objects, PodMaker pods, SnapshotOptions options) {
        this.objects = objects;
        this.pods = pods;
        this.options = options;
    }

    void expand() throws TraceFormatException {
        for (Fields each : objects.of("Deployment")) {
            deployment(each);
        }
        for (String kind : List.of("ReplicaSet", "StatefulSet", "ReplicationController")) {
            for (Fields each : objects.of(kind)) {
                if (objects.controlled(each)) {
                    each.at("spec", TEMPLATE).settle();
                } else {
                    long there = pods.present(kind, Objects.namespace(each), Objects.name(each))
                            .size();
                    replicas(each, new Owner(kind, Objects.name(each)), there);
                }
            }
        }
        for (Fields each : objects.of("DaemonSet")) {
            pods.daemon(each, each.at("spec", TEMPLATE), new Owner("DaemonSet", Objects.name(each)));
        }
        for (Fields each : objects.of("Job")) {
            long succeeded = each.at("status", "succeeded").number(0, 0, Integer.MAX_VALUE);
            long there = pods.present("Job", Objects.namespace(each), Objects.name(each))
                    .size();
            job(each, each, Objects.namespace(each), Objects.name(each), 0, succeeded, there);
        }
        for (Fields each : objects.of("CronJob")) {
            cronJob(each);
        }
    }

    private void deployment(Fields deployment) throws TraceFormatException {
        String namespace = Objects.namespace(deployment);
        String name = Objects.name(deployment);
        List<Fields> sets = objects.replicaSetsOf(deployment);
        String set = name;
        int most = -1;
        long there = 0;
        for (Fields each : sets) {
            int replicas = each.at("spec", "replicas").number(1, 0, Integer.MAX_VALUE);
            there += pods.present("ReplicaSet", namespace, Objects.name(each)).size();
            if (replicas > most) {
                most = replicas;
                set = Objects.name(each);
            }
        }
        if (sets.isEmpty()) {
            there = pods.presentByPrefix("ReplicaSet", namespace, name + "-");
        }
        replicas(deployment, new Owner("ReplicaSet", set), there);
    }

    private void replicas(Fields controller, Owner owner, long there) throws TraceFormatException {
        String namespace = Objects.namespace(controller);
        String name = Objects.name(controller);
        int replicas = controller.at("spec", "replicas").number(1, 0, Integer.MAX_VALUE);
        Fields template = controller.at("spec", TEMPLATE);
        TaskClass asked = pods.asked(template, namespace, owner);
        long work = RunTimes.of(Submission.FOREVER, template, controller);
        for (long i = there; i < replicas; i++) {
            pods.add(controller, namespace + "/" + name + "-" + i, namespace + "/" + name, 0, work, asked);
        }
    }

    /**
     * Makes the pods of a job: as many at a time as may run side by side, each wave when the one before would be done if it had started at once.
     */
    private void job(Fields where, Fields job, String namespace, String name, long atNanos, long succeeded, long there)
            throws TraceFormatException {
        Fields spec = job.at("spec");
        Fields template = spec.at(TEMPLATE);
        int parallelism = spec.at("parallelism").number(1, 0, Integer.MAX_VALUE);
        int completions = spec.at("completions").number(parallelism, 0, Integer.MAX_VALUE);
        TaskClass asked = pods.asked(template, namespace, new Owner("Job", name));
        long work = runTime(job, template);
        if (spec.at("suspend").truth() || parallelism == 0) {
            pods.drop("pod of a job that is suspended", Math.max(0, completions - succeeded - there));
            return;
        }
        for (long i = succeeded + there; i < completions; i++) {
            long wave = (i - succeeded) / parallelism;
            long at = work == Submission.FOREVER && wave > 0
                    ? Long.MAX_VALUE
                    : Math.addExact(atNanos, Math.multiplyExact(wave, work == Submission.FOREVER ? 0 : work));
            pods.add(where, namespace + "/" + name + "-" + i, namespace + "/" + name, at, work, asked);
        }
    }

    private long runTime(Fields job, Fields template) throws TraceFormatException {
        long work = RunTimes.of(options.jobNanos(), template, job);
        Fields deadline = job.at("spec", "activeDeadlineSeconds");
        long most = deadline.number(Integer.MAX_VALUE, 1, Integer.MAX_VALUE) * 1_000_000_000L;
        return deadline.given() ? Math.min(work, most) : work;
    }

    private void cronJob(Fields cron) throws TraceFormatException {
        Fields spec = cron.at("spec");
        Fields job = spec.at("jobTemplate");
        CronSchedule schedule;
        ZonedDateTime start;
        try {
            schedule = CronSchedule.parse(spec.at("schedule").text(""));
            start = options.at().atZone(ZoneId.of(spec.at("timeZone").text("Etc/UTC")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw spec.at("schedule")
                    .fault(
                            "this is no schedule of a CronJob: " + e.getMessage(),
                            "write one such as '*/5 * * * *', and a time zone such as Europe/Berlin",
                            e);
        }
        boolean forbid = spec.at("concurrencyPolicy").text("Allow").equals("Forbid");
        boolean suspended = spec.at("suspend").truth();
        long work = runTime(job, job.at("spec", TEMPLATE));
        ZonedDateTime end = start.plus(Duration.ofNanos(options.untilNanos()));
        long freeAt = 0;
        ZonedDateTime due = schedule.next(start, end);
        while (due != null) {
            long at = Duration.between(start, due).toNanos();
            if (suspended) {
                pods.drop("run of a CronJob that is suspended", 1);
            } else if (forbid && at < freeAt) {
                pods.drop("run of a CronJob while the one before goes on", 1);
            } else {
                String name = Objects.name(cron) + "-" + due.toEpochSecond() / 60;
                job(cron, job, Objects.namespace(cron), name, at, 0, 0);
                freeAt = work == Submission.FOREVER ? Long.MAX_VALUE : Math.addExact(at, work);
            }
            due = schedule.next(due.plusMinutes(1), end);
        }
    }
}

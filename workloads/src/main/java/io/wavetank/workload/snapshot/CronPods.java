package io.wavetank.workload.snapshot;

import io.wavetank.workload.input.TraceFormatException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Makes the pods of the jobs that CronJobs start until the end of the run. */
final class CronPods {
    private final Objects objects;
    private final PodMaker pods;
    private final JobPods jobs;
    private final SnapshotOptions options;

    CronPods(Objects objects, PodMaker pods, JobPods jobs, SnapshotOptions options) {
        this.objects = objects;
        this.pods = pods;
        this.jobs = jobs;
        this.options = options;
    }

    void expand(Fields cron) throws TraceFormatException {
        Fields spec = cron.at("spec");
        Fields job = spec.at("jobTemplate");
        CronSchedule schedule = schedule(cron);
        ZonedDateTime start = options.at().atZone(zone(spec));
        ZonedDateTime end = start.plus(Duration.ofNanos(options.untilNanos()));
        String policy = spec.at("concurrencyPolicy").text("Allow");
        if (policy.equals("Replace")) {
            objects.notHonoured("CronJob.spec.concurrencyPolicy: Replace");
        }
        boolean suspended = spec.at("suspend").truth();
        long freeAt = policy.equals("Forbid") ? jobs.runningUntil(cron, jobs.runTime(job)) : 0;
        for (ZonedDateTime due = schedule.next(start, end); due != null; due = schedule.next(due.plusMinutes(1), end)) {
            long at = Duration.between(start, due).toNanos();
            if (suspended) {
                pods.drop("run of a CronJob that is suspended", 1);
            } else if (at < freeAt) {
                pods.drop("run of a CronJob while the one before goes on", 1);
            } else {
                String name = Objects.name(cron) + "-" + due.toEpochSecond() / 60;
                long done = jobs.make(cron, job, Objects.namespace(cron) + "/" + name, at, 0, 0);
                freeAt = policy.equals("Forbid") ? done : 0;
            }
        }
    }

    private static CronSchedule schedule(Fields cron) throws TraceFormatException {
        Fields written = cron.at("spec", "schedule");
        if (!written.given()) {
            throw cron.fault(
                    "CronJob '" + Objects.name(cron) + "' has no spec.schedule", "write one such as '*/5 * * * *'");
        }
        try {
            return CronSchedule.parse(written.text(""));
        } catch (IllegalArgumentException e) {
            throw written.fault(
                    "this is no schedule of a CronJob: " + e.getMessage(), "write one such as '*/5 * * * *'", e);
        }
    }

    private static ZoneId zone(Fields spec) throws TraceFormatException {
        Fields written = spec.at("timeZone");
        try {
            return ZoneId.of(written.text("Etc/UTC"));
        } catch (DateTimeException e) {
            throw written.fault("'" + written.text("") + "' is no time zone", "write one such as Europe/Berlin", e);
        }
    }
}

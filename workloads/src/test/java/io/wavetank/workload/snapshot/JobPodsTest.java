package io.wavetank.workload.snapshot;

import static io.wavetank.workload.snapshot.Manifests.ids;
import static io.wavetank.workload.snapshot.Manifests.minutes;
import static io.wavetank.workload.snapshot.Manifests.owned;
import static io.wavetank.workload.snapshot.Manifests.pod;
import static io.wavetank.workload.snapshot.Manifests.templated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs and CronJobs; pods of jobs run ten minutes, the run lasts a day from midnight, that is 1440 minutes. */
final class JobPodsTest {
    private static final String BY_THE_HOUR = "schedule: '0 * * * *', ";

    @TempDir
    private Path folder = Path.of("");

    private static String cron(String spec, String jobSpec) {
        return "{kind: CronJob, metadata: {name: c}, spec: {" + spec + "jobTemplate: {spec: {" + jobSpec
                + "template: {spec: {containers: [{name: c}]}}}}}}";
    }

    @Test
    void jobs_that_are_complete_or_have_failed_make_nothing() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                templated(
                        "Job",
                        "failed",
                        "completions: 3, ",
                        ", status: {conditions: [{type: Failed, status: 'True'}]}"),
                templated(
                        "Job", "done", "parallelism: 3, ", ", status: {conditions: [{type: Complete, status: True}]}"),
                templated(
                        "Job", "on", "completions: 1, ", ", status: {conditions: [{type: Failed, status: 'False'}]}"));

        assertThat(ids(snapshot)).containsExactly("default/on-0");
        assertThat(snapshot.dropped()).containsEntry("job has ended", 2L);
    }

    @Test
    void waves_follow_each_other_to_the_end_of_the_run_and_the_rest_is_counted_at_once() throws IOException {
        Snapshot snapshot = Manifests.read(folder, templated("Job", "j", "completions: 2000000000, ", ""));

        assertThat(minutes(snapshot)).hasSize(144).startsWith(0L, 10L, 20L).endsWith(1430L);
        assertThat(snapshot.dropped()).containsEntry("pod would come after the end of the run", 1_999_999_856L);
    }

    @Test
    void run_times_of_centuries_leave_one_wave() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                "{kind: Job, metadata: {name: j, annotations: {wavetank.io/run-time: 50000d}}, spec: {completions: 5,"
                        + " parallelism: 2, template: {}}}");

        assertThat(snapshot.pods()).hasSize(2);
        assertThat(snapshot.dropped()).containsEntry("pod would come after the end of the run", 3L);
    }

    @Test
    void more_pods_than_can_be_made_are_refused_before_they_are() {
        assertThatThrownBy(() -> Manifests.read(
                        folder, templated("Job", "j", "completions: 2000000000, parallelism: 2000000000, ", "")))
                .hasMessageContaining("all.yaml:3: more than 5000000 pods are to be made");
    }

    @Test
    void forbid_begins_the_latest_missed_run_late_when_the_waves_of_its_own_job_are_done() throws IOException {
        // three waves of ten minutes: 25 minutes on, the first still has 5 to go; the second begins at 30, the third at
        // 60
        Snapshot snapshot = Manifests.read(
                folder, cron("schedule: '0,25,40 0 * * *', concurrencyPolicy: Forbid, ", "completions: 3, "));

        assertThat(minutes(snapshot)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L);
        assertThat(snapshot.dropped()).isEmpty();
    }

    @Test
    void of_several_missed_runs_the_latest_begins_and_none_after_its_deadline() throws IOException {
        String often = "schedule: '0,10,25 0 * * *', concurrencyPolicy: Forbid, ";
        Snapshot late = Manifests.read(folder, cron(often, "completions: 3, "));
        assertThat(minutes(late)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
        assertThat(late.dropped()).containsEntry("run of a CronJob while the one before goes on", 1L);

        Snapshot tooLate = Manifests.read(folder, cron(often + "startingDeadlineSeconds: 299, ", "completions: 3, "));
        assertThat(minutes(tooLate)).containsExactly(0L, 10L, 20L);
        assertThat(tooLate.dropped()).containsEntry("run of a CronJob while the one before goes on", 2L);
    }

    @Test
    void forbid_waits_for_a_job_that_runs() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                cron("schedule: '0,9,10 0 * * *', concurrencyPolicy: Forbid, ", ""),
                "{kind: Job, metadata: {name: c-1" + owned("CronJob", "c") + "}, spec: {template: {}}}",
                pod("c-1-x", owned("Job", "c-1"), ", nodeName: n1"));

        assertThat(minutes(snapshot)).containsExactly(0L, 10L);
        assertThat(snapshot.dropped()).containsEntry("run of a CronJob while the one before goes on", 2L);
    }

    @Test
    void forbid_does_not_wait_for_a_job_that_has_ended() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                cron("schedule: '0 0 * * *', concurrencyPolicy: Forbid, ", ""),
                "{kind: Job, metadata: {name: c-1" + owned("CronJob", "c")
                        + "}, spec: {template: {}}, status: {conditions: [{type: Complete, status: 'True'}]}}");

        assertThat(minutes(snapshot)).containsExactly(0L);
    }

    @Test
    void replace_stops_what_is_left_of_a_run_when_the_next_is_due() throws IOException {
        // three waves of ten minutes: at 25 minutes the third has run for five; at 40 the second of the next run for
        // five
        Snapshot snapshot = Manifests.read(
                folder, cron("schedule: '0,25,40 0 * * *', concurrencyPolicy: Replace, ", "completions: 3, "));

        assertThat(minutes(snapshot)).containsExactly(0L, 10L, 20L, 25L, 35L, 40L, 50L, 60L);
        assertThat(snapshot.pods().stream().map(pod -> pod.workNanos() / 60_000_000_000L))
                .containsExactly(10L, 10L, 5L, 10L, 5L, 10L, 10L, 10L);
        assertThat(snapshot.dropped()).containsEntry("pod of a run that the next one replaces", 1L);
        assertThat(snapshot.ignored()).isEmpty();
    }

    @Test
    void replace_leaves_the_run_of_the_snapshot_alone_and_says_so() throws IOException {
        Snapshot snapshot = Manifests.read(
                folder,
                cron("schedule: '9 0 * * *', concurrencyPolicy: Replace, ", ""),
                "{kind: Job, metadata: {name: c-1" + owned("CronJob", "c") + "}, spec: {template: {}}}",
                pod("c-1-x", owned("Job", "c-1"), ", nodeName: n1"));

        assertThat(snapshot.ignored())
                .containsEntry("CronJob.spec.concurrencyPolicy: Replace (of the run that goes on in the snapshot)", 1L);
    }

    @Test
    void faults_of_cron_jobs_say_where_they_are_and_what_they_are_of() {
        assertThatThrownBy(() -> Manifests.read(folder, cron("", "")))
                .hasMessageContaining("all.yaml:3: CronJob 'c' has no spec.schedule");
        assertThatThrownBy(() -> Manifests.read(folder, cron("schedule: '0 25 * * *', ", "")))
                .hasMessageContaining("all.yaml:3: this is no schedule of a CronJob");
        assertThatThrownBy(() -> Manifests.read(folder, cron(BY_THE_HOUR + "timeZone: Mars/Base, ", "")))
                .hasMessageContaining("all.yaml:3: 'Mars/Base' is no time zone");
    }
}

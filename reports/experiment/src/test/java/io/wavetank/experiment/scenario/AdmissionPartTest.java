package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Admission;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.scenario.AdmissionSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limit ranges and quotas of a scenario: what they say to tasks, and what is said of mistakes in them. */
final class AdmissionPartTest {
    private static final String CLASSES = """
            cluster: {priorityClasses: {high: 100, low: 1}, nodes: [{count: 2, capacity: {cpu: 8, memory: 32Gi}}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void tasks_get_what_they_lack_and_count_until_they_are_over() throws IOException, ScenarioException {
        Admission admission = admission("""
                admission:
                  limitRanges: [{namespace: team, defaultRequest: {cpu: 500m}, default: {cpu: 1}}]
                  resourceQuotas: [{name: compute, namespace: team, hard: {limits.cpu: 2}}]
                """);

        Admission.Answer first = admission.ask(task("team", 0, 0, 1));
        Admission.Answer second = admission.ask(task("team", 800, 0, 1));
        Admission.Answer third = admission.ask(task("team", 0, 0, 1));

        assertThat(first.task().request(Resources.CPU)).isEqualTo(500);
        assertThat(second.task().request(Resources.CPU)).isEqualTo(800);
        assertThat(third.by()).isEqualTo("quota team/compute");
        assertThat(third.reason())
                .isEqualTo("namespace team: exceeded quota: compute, requested: limits.cpu=1000, used: limits.cpu=2000,"
                        + " limited: limits.cpu=2000");
        admission.ended(first.task());
        assertThat(admission.ask(task("team", 0, 0, 1)).isAdmitted()).isTrue();
        assertThat(admission.ask(task("other", 0, 0, 1)).isAdmitted()).isTrue();
    }

    @Test
    void members_come_in_together_or_not_at_all() throws IOException, ScenarioException {
        Admission admission = admission("admission: {resourceQuotas: [{name: few, hard: {pods: 3}}]}");

        assertThat(admission.ask(task("default", 1000, 0, 4)).isAdmitted()).isFalse();
        assertThat(admission.ask(task("default", 1000, 0, 3)).isAdmitted()).isTrue();
    }

    @Test
    void a_quota_may_be_about_priority_classes() throws IOException, ScenarioException {
        Admission admission =
                admission("admission: {resourceQuotas: [{name: important, hard: {pods: 1}, priorityClasses: [high]}]}");

        assertThat(admission.ask(task("default", 1000, 100, 1)).isAdmitted()).isTrue();
        assertThat(admission.ask(task("default", 1000, 100, 1)).by()).isEqualTo("quota default/important");
        assertThat(admission.ask(task("default", 1000, 1, 1)).isAdmitted()).isTrue();
    }

    @Test
    void mistakes_are_said_with_their_places() throws IOException {
        assertThat(Written.faults(folder, CLASSES + Written.SMALL + """
                admission:
                  limitRanges: [{min: {cpu: 2}, max: {cpu: 1}}]
                """))
                .containsExactly(
                        "s.yaml:5:23: admission.limitRanges.0.min: cpu is more than that of 'max'; expected min,"
                                + " defaultRequest, default and max in this order");
        assertThat(Written.faults(
                        folder,
                        CLASSES + Written.SMALL
                                + "admission: {resourceQuotas: [{name: a, hard: {pods: 1}, priorityClasses: [hihg]}]}"))
                .singleElement()
                .asString()
                .contains("there is no priority class 'hihg' in cluster.priorityClasses", "did you mean 'high'?");
        assertThat(Written.faults(
                        folder, CLASSES + Written.SMALL + "admission: {resourceQuotas: [{name: a, hard: {gpus: 1}}]}"))
                .singleElement()
                .asString()
                .contains("admission.resourceQuotas.0.hard", "gpus", "requests.cpu");
    }

    @Test
    void scopes_that_no_task_is_in_and_amounts_of_tasks_that_ask_for_nothing_are_refused()
            throws IOException, ScenarioException {
        String quota = CLASSES + Written.SMALL + "admission: {resourceQuotas: [{name: a, hard: {%s}, scopes: [%s]}]}";
        String hard = quota.replace("%s}, ", "pods: 1, cpu: 1}, ").replace("%s", "BestEffort");
        String both = quota.replace("%s}, ", "pods: 1}, ").replace("%s", "BestEffort, NotBestEffort");

        assertThat(Written.faults(folder, hard))
                .containsExactly(
                        "s.yaml:4:73: admission.resourceQuotas.0.scopes: tasks that ask for nothing can only be"
                                + " counted; expected 'pods' alone in 'hard'");
        assertThat(Written.faults(folder, both))
                .containsExactly("s.yaml:4:65: admission.resourceQuotas.0.scopes: no task is both; expected one of"
                        + " BestEffort and NotBestEffort");
    }

    private Admission admission(String text) throws IOException, ScenarioException {
        AdmissionSpec spec =
                Written.read(folder, CLASSES + Written.SMALL + text).run().admission();
        if (spec == null) {
            throw new AssertionError("Nothing is said of admission");
        }
        return spec.factory().create();
    }

    private static TaskClass task(String namespace, long cpuMillis, int priority, int members) {
        return TaskClass.builder()
                .cpuMillis(cpuMillis)
                .priority(priority)
                .members(members)
                .pod(PodSpec.builder().namespace(namespace).build())
                .build();
    }
}

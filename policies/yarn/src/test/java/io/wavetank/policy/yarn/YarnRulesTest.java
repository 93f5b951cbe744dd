package io.wavetank.policy.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When containers come, how many a queue gets, and what is not accepted, worked out by hand. */
final class YarnRulesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long GIB = 1L << 30;
    private static final String CAPACITY = "yarn.scheduler.capacity.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Scheduler.Factory factory(String policy, Map<String, String> options) {
        for (PolicyEntry entry : new YarnFamily().policies()) {
            if (entry.name().equals(policy)) {
                return entry.maker().make(PolicyOptions.of(entry, options));
            }
        }
        throw new AssertionError(policy);
    }

    private static TaskSpec task(String id, String tenant, long submitSeconds, long runSeconds) {
        var asked = TaskClass.builder()
                .cpuMillis(1000)
                .memoryBytes(GIB)
                .tenant(tenant)
                .build();
        return new TaskSpec(id, asked, submitSeconds * SECOND, runSeconds * SECOND, -1);
    }

    private static SchedulerRun run(String policy, Map<String, String> options, int cores, List<TaskSpec> tasks) {
        var workload = new Workload(List.of(TestNode.of(cores * 1000L, 64 * GIB)), tasks, List.of(), 1000);
        return SchedulerRun.of(workload, factory(policy, options), 1);
    }

    /** In whole seconds. */
    private static long binds(SchedulerRun run, String prefix, long untilSeconds) {
        return run.log().stream()
                .filter(each -> each.timeNanos() <= untilSeconds * SECOND)
                .filter(each -> each.what().startsWith("bind " + prefix))
                .count();
    }

    /** A configuration file of Hadoop's with these keys and values. */
    private String file(String name, String... keysAndValues) throws IOException {
        var text = new StringBuilder("<configuration>");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            text.append("<property><name>")
                    .append(keysAndValues[i])
                    .append("</name><value>")
                    .append(keysAndValues[i + 1])
                    .append("</value></property>");
        }
        return Files.writeString(folder.resolve(name), text.append("</configuration>"))
                .toString();
    }

    @ParameterizedTest(name = "{0}, master of {1} MiB: starts at {2} s")
    @CsvSource({
        // asked for at once, given at the node's heartbeat at 1 s, taken at the master's at 2 s
        "yarn-capacity,    0, 2",
        "yarn-fair,        0, 2",
        // the master's container at 1 s, its start until 3 s, its tasks' container at 4 s, taken at 5 s
        "yarn-capacity, 1024, 5",
        "yarn-fair,     1024, 5",
    })
    void a_task_starts_at_the_heartbeat_of_its_master_after_the_one_of_a_node(
            String policy, String masterMib, long seconds) {
        var run = run(policy, Map.of("am_mib", masterMib), 4, List.of(task("t", "", 0, 10)));

        assertThat(run.log())
                .filteredOn(each -> each.what().startsWith("bind"))
                .singleElement()
                .satisfies(each -> assertThat(each.timeNanos()).isEqualTo(seconds * SECOND));
    }

    private String queues(String maximumOfA) throws IOException {
        return file(
                "capacity-scheduler.xml",
                CAPACITY + "root.queues",
                "a,b",
                CAPACITY + "root.a.capacity",
                "50",
                CAPACITY + "root.b.capacity",
                "50",
                CAPACITY + "maximum-am-resource-percent", // each task is an application here
                "1",
                CAPACITY + "root.a.maximum-capacity",
                maximumOfA,
                CAPACITY + "root.a.user-limit-factor",
                "10",
                CAPACITY + "root.b.user-limit-factor",
                "10");
    }

    private static List<TaskSpec> tasks(String tenant, int count, long submitSeconds, long runSeconds) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task(tenant + i, tenant, submitSeconds, runSeconds));
        }
        return tasks;
    }

    @ParameterizedTest(name = "maximum-capacity {0}: {1} of 8 cores")
    @CsvSource({"100, 8", "75, 6", "50, 4"})
    void a_queue_gets_what_its_maximum_allows(String maximum, long containers) throws IOException {
        Map<String, String> options = new TreeMap<>(Map.of("conf", queues(maximum)));
        options.put("am_mib", "0");

        var run = run("yarn-capacity", options, 8, tasks("a", 12, 0, 1000));

        assertThat(binds(run, "a", 100)).isEqualTo(containers);
    }

    @Test
    void a_queue_takes_back_what_it_is_promised_by_preemption() throws IOException {
        Map<String, String> options = new TreeMap<>(Map.of("conf", queues("100"), "am_mib", "0"));
        List<TaskSpec> tasks = tasks("a", 8, 0, 1000);
        tasks.addAll(tasks("b", 4, 30, 1000));
        assertThat(binds(run("yarn-capacity", options, 8, tasks), "b", 500)).isZero();

        options.put(
                "site",
                file(
                        "yarn-site.xml",
                        "yarn.resourcemanager.scheduler.monitor.enable",
                        "true",
                        "yarn.resourcemanager.monitor.capacity.preemption.total_preemption_per_round",
                        "1.0",
                        "yarn.resourcemanager.monitor.capacity.preemption.natural_termination_factor",
                        "1.0"));
        var run = run("yarn-capacity", options, 8, tasks);

        assertThat(run.log()).extracting(SchedulerRun.Entry::what).anyMatch(each -> each.startsWith("evict a"));
        assertThat(binds(run, "b", 500)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schedule-asynchronously.enable", "resource-calculator", "root.a.capacity"})
    void a_file_that_cannot_be_obeyed_is_said(String key) throws IOException {
        String value = key.equals("resource-calculator")
                ? "org.apache.hadoop.yarn.util.resource.DefaultResourceCalculator"
                : key.equals("root.a.capacity") ? "70" : "true";
        String conf = file(
                "capacity-scheduler.xml",
                CAPACITY + "root.queues",
                "a",
                CAPACITY + "root.a.capacity",
                key.equals("root.a.capacity") ? value : "100",
                CAPACITY + key,
                value);

        assertThatThrownBy(() -> factory("yarn-capacity", Map.of("conf", conf)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Policy yarn-capacity, option conf: Hadoop does not accept " + conf)
                .hasMessageNotContaining("\n");
    }

    /** Makes tasks one job: an application of which FairScheduler preempts what is beyond its share, as it does not of those of one container. */
    private static List<TaskSpec> job(List<TaskSpec> tasks) {
        tasks.replaceAll(each -> new TaskSpec(
                each.id(),
                TaskClass.builder()
                        .cpuMillis(1000)
                        .memoryBytes(GIB)
                        .tenant(each.taskClass().tenant())
                        .labels(Map.of("job", each.taskClass().tenant()))
                        .build(),
                each.submitNanos(),
                each.runNanos(),
                -1));
        return tasks;
    }

    /** Two queues of equal weight, the time-outs in seconds. */
    private String fairQueues(int timeout) throws IOException {
        return Files.writeString(folder.resolve("fair-scheduler.xml"), """
                        <allocations>
                          <defaultQueueSchedulingPolicy>drf</defaultQueueSchedulingPolicy>
                          <queue name="a"><weight>1</weight></queue>
                          <queue name="b"><weight>1</weight></queue>
                          <defaultFairSharePreemptionTimeout>%d</defaultFairSharePreemptionTimeout>
                          <defaultFairSharePreemptionThreshold>1.0</defaultFairSharePreemptionThreshold>
                          <queueMaxAMShareDefault>-1.0</queueMaxAMShareDefault>
                        </allocations>
                        """.replace("%d", Integer.toString(timeout)))
                .toString();
    }

    @Test
    void a_queue_of_the_fair_scheduler_takes_back_its_share_by_preemption() throws IOException {
        Map<String, String> options = new TreeMap<>(Map.of("conf", fairQueues(20), "am_mib", "0"));
        List<TaskSpec> tasks = job(tasks("a", 8, 0, 1000));
        tasks.addAll(job(tasks("b", 4, 30, 1000)));
        assertThat(binds(run("yarn-fair", options, 8, tasks), "b", 500)).isZero();

        options.put(
                "site",
                file(
                        "yarn-site.xml",
                        "yarn.scheduler.fair.preemption",
                        "true",
                        "yarn.scheduler.fair.preemption.cluster-utilization-threshold",
                        "0.1",
                        "yarn.scheduler.fair.waitTimeBeforeKill",
                        "10000"));
        var run = run("yarn-fair", options, 8, tasks);

        // starved from 30 s, for 20 s of patience and 10 s of warning: nothing is killed before 60 s
        assertThat(run.log())
                .filteredOn(each -> each.what().startsWith("evict a"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.timeNanos()).isGreaterThanOrEqualTo(60 * SECOND));
        assertThat(binds(run, "b", 59)).isZero();
        assertThat(binds(run, "b", 500)).isEqualTo(4);
        assertThat(run("yarn-fair", options, 8, tasks).text()).isEqualTo(run.text());
    }

    @Test
    void a_file_that_is_not_there_is_said() {
        assertThatThrownBy(() -> factory("yarn-fair", Map.of("conf", "none.xml")))
                .hasMessageContaining("none.xml cannot be read");
    }

    @Test
    void an_application_of_a_queue_that_is_not_there_waits_with_the_reason() throws IOException {
        var run = run("yarn-capacity", Map.of("conf", queues("100")), 8, List.of(task("t", "c", 0, 10)));

        assertThat(run.left()).hasSize(1);
        assertThat(run.log())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("no queue default"));
    }

    @Test
    void both_schedulers_decide_side_by_side_as_they_do_alone() throws Exception {
        List<TaskSpec> tasks = tasks("a", 40, 0, 20);
        tasks.addAll(tasks("b", 40, 10, 20));
        String alone = run("yarn-capacity", Map.of(), 8, tasks).text();
        String fairAlone = run("yarn-fair", Map.of("otherwise", ""), 8, tasks).text();
        var texts = new String[2];

        var capacity = new Thread(
                () -> texts[0] = run("yarn-capacity", Map.of(), 8, tasks).text());
        var fair = new Thread(() ->
                texts[1] = run("yarn-fair", Map.of("otherwise", ""), 8, tasks).text());
        capacity.start();
        fair.start();
        capacity.join();
        fair.join();

        assertThat(texts).containsExactly(alone, fairAlone);
    }

    @Test
    void another_java_is_one_line() {
        assertThatThrownBy(() -> YarnText.refuseOtherJava("yarn-fair", 25))
                .hasMessage(
                        "Policy yarn-fair: Hadoop's schedulers run on Java 17 alone, and this is Java 25; set JAVA_HOME to"
                                + " a JDK 17");
    }
}

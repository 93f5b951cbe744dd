package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedServicesTest {
    private static final String REQUESTED = """
            cluster: {nodes: [{count: 2, name: "n-{i}", capacity: {cpu: 4, memory: 8Gi, pods: 10}}]}
            services:
              - {name: web, cpu: 1}
            traffic:
              services:
                - {name: web, steps: [{work: 10ms}]}
              requests:
                - {name: browse, to: web, load: {rate: 10/s}}
            policies: {scheduler: kubernetes}
            run: {until: 10m}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_service_without_load_takes_the_requests_to_the_one_of_its_name() throws Exception {
        Scenario scenario = Written.read(folder, REQUESTED);

        var service = scenario.run().elastic().services().get(0);
        assertThat(service.load().rate()).isEmpty();
        assertThat(Objects.requireNonNull(scenario.traffic()).rules().get(0).selects(service.taskClass()))
                .isTrue();
        assertThat(Objects.requireNonNull(scenario.traffic().requests().get(0).rates())
                        .at(0))
                .isEqualTo(10);
    }

    @Test
    void a_service_needs_a_load_or_requests() throws Exception {
        assertThat(Written.faults(
                        folder,
                        REQUESTED
                                .replace("- {name: web, steps", "- {name: wbe, steps")
                                .replace("to: web", "to: wbe")))
                .containsExactly("s.yaml:3:5: services.0 ('web') has no load; expected 'load', or a service 'web' under"
                        + " traffic.services, to which requests are made");
    }

    @Test
    void a_service_has_no_load_beside_requests() throws Exception {
        assertThat(Written.faults(folder, REQUESTED.replace("cpu: 1}", "cpu: 1, load: {rate: 5/s}}")))
                .containsExactly("s.yaml:3:31: services.0 ('web') has a load, and traffic.services.0 requests to its"
                        + " replicas; expected one of the two");
    }

    @Test
    void a_service_is_not_two_of_the_traffic() throws Exception {
        assertThat(Written.faults(
                        folder,
                        REQUESTED.replace(
                                "  requests:",
                                "    - {name: other, selector: {app: web}, steps: [{work: 1ms}]}\n  requests:")))
                .containsExactly("s.yaml:7:7: traffic.services.0 and traffic.services.1 both have the replicas of"
                        + " services.0 ('web'); expected one");
    }

    /** What kills a replica for want of memory is in the traffic, and how long it takes to come up is not. */
    @Test
    void a_replica_that_was_killed_comes_up_as_its_service_has_it() throws Exception {
        String limited = REQUESTED.replace(
                "{name: web, steps", "{name: web, memory: {base: 1Mi, request: 1Mi, limit: 9Mi}, steps");

        assertThat(restartSeconds(limited.replace("cpu: 1}", "cpu: 1, start: 20s}"), 0.9))
                .isEqualTo(20);
        // log-normal about its median: the upper tenth begins at exp(1.2816 * sigma) times that
        String spread = limited.replace("cpu: 1}", "cpu: 1, start: 20s, start_sigma: 0.5}");
        assertThat(restartSeconds(spread, 0.5)).isCloseTo(20, within(1e-6));
        assertThat(restartSeconds(spread, 0.9)).isCloseTo(20 * 1.898, within(0.01));
    }

    private double restartSeconds(String scenario, double u) throws Exception {
        var service = Objects.requireNonNull(Written.read(folder, scenario).traffic())
                .services()
                .get(0);
        return Objects.requireNonNull(service.extras().memory()).restart().nanos(u) / 1e9;
    }

    @Test
    void cores_and_start_up_are_said_once() throws Exception {
        assertThat(Written.faults(folder, REQUESTED.replace("{name: web, steps", "{name: web, cores: 2, steps")))
                .containsExactly("s.yaml:6:26: traffic.services.0.cores is for tasks of the workload, and its replicas"
                        + " are those of services.0 ('web'), which has 'cpu'; expected no 'cores'");
        assertThat(Written.faults(folder, REQUESTED.replace("{name: web, steps", "{name: web, start_up: 3s, steps")))
                .containsExactly("s.yaml:6:29: traffic.services.0.start_up is for tasks of the workload, and its"
                        + " replicas are those of services.0 ('web'), which has 'start'; expected no 'start_up'");
    }

    @Test
    void rates_are_read_beside_the_scenario_whatever_the_arm() throws Exception {
        Files.writeString(
                folder.resolve("rates.csv"), "period,count\n1998-05-01 00:00:00,60\n1998-05-01 00:01:00,120\n");
        Scenario scenario = Written.read(
                folder,
                REQUESTED.replace("{rate: 10/s}", "{file: rates.csv}")
                        + "arms: [{name: one}, {name: two, set: {policies.scheduler: best-fit}}]\n");

        assertThat(scenario.arms())
                .hasSize(2)
                .allSatisfy(arm -> assertThat(Objects.requireNonNull(Objects.requireNonNull(arm.traffic())
                                        .requests()
                                        .get(0)
                                        .rates())
                                .perSecond())
                        .containsExactly(1, 2));
        assertThat(Written.faults(folder, REQUESTED.replace("{rate: 10/s}", "{file: none.csv}")))
                .containsExactly("s.yaml:8:44: there is no file none.csv; expected one of request rates, its name"
                        + " relative to the scenario's folder");
        Files.createDirectory(folder.resolve("dir"));
        assertThat(Written.faults(folder, REQUESTED.replace("{rate: 10/s}", "{file: dir}")))
                .containsExactly("s.yaml:8:44: dir is a folder; expected a file of request rates");
        Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThat(Written.faults(folder, REQUESTED.replace("{rate: 10/s}", "{file: other.csv}")))
                .singleElement()
                .asString()
                .startsWith("s.yaml:8:44: other.csv:1: this is the beginning of no known trace format");
    }
}

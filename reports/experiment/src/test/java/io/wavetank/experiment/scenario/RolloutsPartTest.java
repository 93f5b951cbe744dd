package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolloutsPartTest {
    private static final String SCENARIO = """
            cluster: {nodes: [{count: 2, capacity: {cpu: 8, memory: 32Gi}}]}
            policies: {scheduler: kubernetes}
            run: {until: 60s}
            rollouts: [{service: web, versions: [{name: v1}], start: 2s, boot: 5s}]
            traffic:
              services: [{name: web, KEY, steps: [{work: 10ms}]}]
              requests: [{name: users, to: web, arrivals: {process: poisson, rate: 1/s}}]
            """;

    @TempDir
    private Path folder;

    /** After a kill for want of memory it would come on top of what the rollout says, and before the first start not at all. */
    @Test
    void how_pods_come_up_is_said_once() throws Exception {
        assertThat(Written.faults(folder, SCENARIO.replace("KEY", "start_up: 3s")))
                .containsExactly("s.yaml:6:36: traffic.services.0.start_up: its replicas are rolled out, which say how"
                        + " they come up; expected no 'start_up'");
        assertThat(Written.faults(folder, SCENARIO.replace("KEY", "probe: 3s")))
                .containsExactly(
                        "s.yaml:6:33: traffic.services.0.probe: its replicas are rolled out, which say how they"
                                + " come up; expected no 'probe'");
        assertThat(Written.faults(folder, SCENARIO.replace("KEY", "image: {size: 1G}")))
                .containsExactly(
                        "s.yaml:6:33: traffic.services.0.image: its replicas are rolled out, which say how they"
                                + " come up; expected no 'image'");
        assertThat(Written.read(folder, SCENARIO.replace("KEY", "start_up: 0s, probe: 0s"))
                        .traffic())
                .isNotNull();
    }
}

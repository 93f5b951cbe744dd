package io.wavetank.policy.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.SchedulerRun;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask.TaskSpec;
import io.wavetank.policy.testkit.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twelve tasks of a service on four nodes: three in zone a, of which two share a rack, and one in zone b. */
final class SpreadTest {
    private static TestNode node(String name, String zone, String rack) {
        return TestNode.named(name)
                .cpu(32_000)
                .memory(1L << 36)
                .label("zone", zone)
                .label("rack", rack);
    }

    @ParameterizedTest(name = "spread over [{0}]")
    @CsvSource({
        "'', 3, 3, 3, 3",
        "zone, 2, 2, 2, 6",
        "rack, 2, 2, 4, 4", // of three racks
        "label=zone|label=rack, 1, 2, 3, 6", // of the six in zone a three each in its racks
    })
    void a_service_is_spread_evenly_over_the_values_of_labels(String spread, int n1, int n2, int n3, int n4) {
        PolicyEntry swarm = new SwarmFamily().policies().get(0);
        var options = PolicyOptions.of(swarm, spread.isEmpty() ? Map.of() : Map.of("spread", spread));
        var asked = TaskClass.builder()
                .cpuMillis(1000)
                .memoryBytes(1)
                .labels(Map.of("job", "web"))
                .build();
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tasks.add(new TaskSpec("web-" + i, asked, 0, 1_000_000_000_000L, -1));
        }
        var nodes = List.of(node("n1", "a", "r1"), node("n2", "a", "r1"), node("n3", "a", "r2"), node("n4", "b", "r3"));
        int[] placed = new int[4];
        for (SchedulerRun.Entry each : SchedulerRun.of(
                        new Workload(nodes, tasks, List.of(), 1000),
                        swarm.maker().make(options),
                        1)
                .log()) {
            String[] words = each.what().split(" ", -1);
            if (words[0].equals("bind")) {
                placed[Integer.parseInt(words[3])]++;
            }
        }

        assertThat(placed[0] + placed[1]).isEqualTo(n1 + n2);
        assertThat(Math.abs(placed[0] - placed[1])).isLessThanOrEqualTo(1);
        assertThat(placed[2]).isEqualTo(n3);
        assertThat(placed[3]).isEqualTo(n4);
    }
}

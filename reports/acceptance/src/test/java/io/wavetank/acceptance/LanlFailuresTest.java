package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.failover.CheckpointSweep;
import io.wavetank.experiment.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The failures of LANL's system 2 (49 nodes, 1997 to 2005), replayed over a cluster of that size under jobs of ten days in the median. */
final class LanlFailuresTest {
    @Test
    void with_checkpoints_as_daly_has_them_more_of_the_cluster_is_work_that_counts_than_without() throws Exception {
        Path log = SharedData.at("traces/failures-lanl/LANL-1996-2005.csv");
        Scenario scenario = Scenario.parse(
                "lanl.yaml", """
                cluster: {nodes: [{count: 49, name: "n-{i}", capacity: {cpu: 128, memory: 128Gi}}]}
                workload:
                  generate:
                    arrivals: {process: at-start, count: 490}
                    kinds: [{name: job, cpu: 128, memory: 64Gi, run_time: {distribution: log-normal, median: 10d, sigma: 1, max: 100d}}]
                    until: {tasks: 490}
                policies:
                  scheduler: best-fit
                  failover: {restart_in_place: true}
                  checkpoint: {interval: daly, cost: 10m, restart: 10m, mtbf: 21d}
                faults: [{log: LOG, component: system 2}]
                run: {seed: 1, replications: 1, until: 1000d}
                report: {window: {from: 0s, to: 1000d}}
                """.replace("LOG", log.toAbsolutePath().toString()), List.of());

        assertThat(scenario.run().faults().outages()).hasSizeGreaterThan(1000);
        var sweep = new CheckpointSweep(
                scenario, Objects.requireNonNull(scenario.run().faults().checkpointing()));
        List<CheckpointSweep.Row> rows = sweep.run(List.of(), 2);

        assertThat(rows).map(CheckpointSweep.Row::name).containsExactly("none", "Young", "Daly");
        double none = rows.get(0).goodput().mean();
        double daly = rows.get(2).goodput().mean();
        assertThat(daly).isGreaterThan(none + 0.03);
        assertThat(rows.get(0).lost().mean()).isGreaterThan(0.1);
        assertThat(rows.get(2).lost().mean()).isLessThan(0.02);
        assertThat(rows.get(0).overhead().mean()).isZero();
    }
}

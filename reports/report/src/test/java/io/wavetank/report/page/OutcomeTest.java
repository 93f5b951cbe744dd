package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.Chart;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.table.ComparisonTable;
import io.wavetank.sim.record.RunResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What became of tasks adds up, in the terminal and on the page. */
final class OutcomeTest {
    /** Of 100 tasks 80 have finished, 11 run, and 2, 3 and 4 wait that never had a place, were evicted and lost theirs. */
    private static final RunSummary RUN =
            run(new RunResult.TaskCounts(100, 80, 0, 3, 11, 2, 4, 0, 4, 0, 0, 0, new TreeMap<>()));

    @Test
    void tasks_that_lost_their_nodes_and_wait_are_unplaced() {
        List<String> lines = ComparisonTable.lines(List.of(RUN));

        assertThat(lines.get(0)).matches("scheduler +finished +running +unplaced .*");
        assertThat(lines.get(1)).matches("a +80 +11 +9 .*");
    }

    @Test
    void a_page_has_a_column_of_them() {
        assertThat(HtmlReport.page(ReportGallery.content("Lost", List.of(RUN), Map.of())))
                .contains("lost at the end");
        assertThat(HtmlReport.page(ReportGallery.content("Not", SampleRuns.of(20, false, "a"), Map.of())))
                .doesNotContain("lost at the end");
    }

    /** One has a cluster without memory, as processors alone are told of. */
    @Test
    void a_resource_that_one_cluster_has_and_another_lacks_has_a_chart_and_a_column() {
        RunSummary whole = SampleRuns.of(20, false, "a").get(0);
        RunSummary processors = SampleRuns.onePool(20).get(0);

        for (List<RunSummary> runs : List.of(List.of(whole, processors), List.of(processors, whole))) {
            Chart memory = ExperimentCharts.of(runs, "tasks").get("allocation-memory");

            assertThat(memory).isNotNull();
            assertThat(memory.data()).containsPattern("\na,[0-9]+,[0-9.]+,").containsPattern("\nfcfs,[0-9]+,,");
            assertThat(ComparisonTable.lines(runs).get(0)).contains("cpu mean", "memory mean");
        }
    }

    private static RunSummary run(RunResult.TaskCounts counts) {
        RunSummary sample = SampleRuns.of(20, false, "a").get(0);
        RunResult like = sample.result();
        var result = new RunResult(
                counts,
                like.fromNanos(),
                like.toNanos(),
                like.endNanos(),
                like.allocation(),
                like.headlineResource(),
                like.fragmentation(),
                like.queueingDelay(),
                like.completion(),
                like.slowdown(),
                like.boundedSlowdown(),
                like.events(),
                like.decisions(),
                like.refusals(),
                like.timeline(),
                like.timelineColumns(),
                like.schedulerCounts(),
                like.faults(),
                like.availability(),
                like.waits());
        return new RunSummary("a", 1, 0, sample.dropped(), result);
    }
}

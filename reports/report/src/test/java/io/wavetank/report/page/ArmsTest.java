package io.wavetank.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.report.chart.FontsMissingException;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.report.table.ComparisonTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where more than the scheduler differs it is arms that are compared, and no column is headed otherwise. */
final class ArmsTest {
    private static final List<RunSummary> SCHEDULERS = SampleRuns.of(300, false, "a", "b", "c");
    private static final List<RunSummary> ARMS =
            SCHEDULERS.stream().map(run -> arm(run, run.replication())).toList();

    private static RunSummary arm(RunSummary run, int replication) {
        return new RunSummary(
                run.scheduler(),
                run.seed(),
                replication,
                run.dropped(),
                run.result(),
                null,
                null,
                List.of(),
                Subject.ARM);
    }

    @Test
    void tables_are_headed_by_what_is_compared() {
        assertThat(ComparisonTable.lines(SCHEDULERS))
                .filteredOn(line -> line.startsWith("scheduler "))
                .hasSize(3);
        assertThat(ComparisonTable.lines(ARMS))
                .noneMatch(line -> line.contains("scheduler"))
                .filteredOn(line -> line.startsWith("arm "))
                .hasSize(3);
    }

    @Test
    void so_are_those_of_a_page() throws FontsMissingException {
        String page = HtmlReport.page(ReportGallery.drawn("Arms", ARMS));

        assertThat(page)
                .contains(">Arm</th>", "3 (arms: 3)", "the arms gave out the same")
                .doesNotContain(">Scheduler");
        assertThat(HtmlReport.page(ReportGallery.drawn("Schedulers", SCHEDULERS)))
                .contains(">Scheduler</th>", "3 (schedulers: 3)", "the schedulers gave out the same")
                .doesNotContain(">Arm</th>");
    }

    @Test
    void the_sentence_on_top_speaks_of_arms() {
        RunSummary arm = ARMS.get(0);

        assertThat(Finding.of(List.of(arm, arm.named("x"))).sentence()).contains("under each arm");
        assertThat(Finding.of(List.of(arm, arm.named("x"), arm.named("y"), ARMS.get(2)))
                        .sentence())
                .contains("(3 arms)");
        List<RunSummary> replications = new ArrayList<>(List.of(arm, arm.named("x")));
        replications.addAll(List.of(arm(arm, 1), arm(arm.named("x"), 1)));
        assertThat(Finding.of(replications).sentence()).contains("between the arms");
        assertThat(Finding.of(replications).caveat()).contains("the arms share their draws");
    }
}

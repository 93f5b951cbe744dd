package io.wavetank.sim.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.execution.WorkLedger.Effort;
import io.wavetank.sim.scenario.Checkpointing;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Work of 100, checkpoints of 5 after each 30, and 7 to go on; times are small whole numbers. */
final class WorkLedgerTest {
    private static final TaskClass BATCH =
            TaskClass.builder().cpuMillis(1000).labels(Map.of("app", "batch")).build();
    private static final TaskClass WEB =
            TaskClass.builder().cpuMillis(1000).labels(Map.of("app", "web")).build();

    private final WorkLedger ledger = new WorkLedger(rule(false, false));

    @Test
    void three_checkpoints_lie_between_four_pieces_of_work() {
        assertThat(ledger.begin(1000, 3, BATCH, 0, 100, 1)).isEqualTo(1000 + 100 + 3 * 5);
        assertThat(ledger.effort(1115, 3)).isEqualTo(new Effort(100, 15, 0));
    }

    @Test
    void the_end_is_written_too_where_that_is_asked_for() {
        var all = new WorkLedger(rule(true, false));

        assertThat(all.begin(0, 0, BATCH, 0, 100, 1)).isEqualTo(120);
        assertThat(all.begin(0, 0, BATCH, 0, 90, 1)).isEqualTo(105);
        assertThat(ledger.begin(0, 0, BATCH, 0, 90, 1)).isEqualTo(100);
    }

    @Test
    void what_was_written_is_safe_and_the_next_attempt_goes_on_from_there() {
        ledger.begin(0, 0, BATCH, 0, 100, 1);

        // 30 and 5, 30 and 5, 12 of the third piece
        assertThat(ledger.abort(82, 0)).isEqualTo(new Effort(60, 10, 12));
        assertThat(ledger.begin(200, 0, BATCH, 1, 100, 1)).isEqualTo(200 + 7 + 40 + 5);
        assertThat(ledger.effort(204, 0)).isEqualTo(new Effort(0, 4, 0));
        assertThat(ledger.effort(227, 0)).isEqualTo(new Effort(0, 7, 20));
    }

    @Test
    void a_checkpoint_that_is_not_whole_is_overhead_and_what_it_was_to_save_is_lost() {
        ledger.begin(0, 0, BATCH, 0, 100, 1);

        assertThat(ledger.abort(34, 0)).isEqualTo(new Effort(0, 4, 30));
        assertThat(ledger.begin(50, 0, BATCH, 1, 100, 1)).isEqualTo(50 + 7 + 115);
    }

    @Test
    void at_half_the_rate_everything_takes_twice_as_long_from_then_on() {
        ledger.begin(0, 0, BATCH, 0, 100, 1);

        assertThat(ledger.changeRate(15, 0, 0.5)).isEqualTo(15 + 200);
        assertThat(ledger.changeRate(115, 0, 2)).isEqualTo(115 + 25);
        assertThat(ledger.effort(115, 0)).isEqualTo(new Effort(30, 5, 30));
        assertThat(ledger.changeRate(120, 0, 0)).isEqualTo(WorkLedger.NEVER);
        assertThat(ledger.changeRate(999, 0, 1)).isEqualTo(999 + 40);
    }

    @Test
    void who_is_told_in_time_writes_a_checkpoint_before_it_stops() {
        var told = new WorkLedger(rule(false, true));
        told.begin(0, 0, BATCH, 0, 100, 1);
        told.begin(0, 1, BATCH, 0, 100, 1);

        assertThat(told.stop(50, 0, 5)).isEqualTo(new Effort(45, 5, 0));
        assertThat(told.stop(50, 1, 4)).isEqualTo(new Effort(30, 5, 15));
        assertThat(told.begin(60, 0, BATCH, 1, 100, 1)).isEqualTo(60 + 7 + 55 + 5);
    }

    @Test
    void others_save_nothing_and_a_row_that_is_used_again_remembers_nothing() {
        ledger.begin(0, 0, BATCH, 0, 100, 1);
        ledger.abort(82, 0);

        assertThat(ledger.begin(100, 0, WEB, 0, 100, 1)).isEqualTo(200);
        assertThat(ledger.abort(190, 0)).isEqualTo(new Effort(0, 0, 90));
        assertThat(ledger.begin(300, 0, WEB, 1, 100, 1)).isEqualTo(400);
        assertThat(ledger.begin(300, 500, WEB, 0, 100, 2)).isEqualTo(350);
    }

    private static Checkpointing rule(boolean atEnd, boolean onNotice) {
        var batch = new TreeMap<>(Map.of("app", "batch"));
        return new Checkpointing(new CheckpointRule.Fixed(30), 5, 7, 1000, atEnd, onNotice, batch);
    }
}

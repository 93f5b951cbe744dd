package io.wavetank.sim.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.RandomTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times are small whole numbers. */
final class RenewalsTest {
    private static final RandomTime TEN_TO_TWENTY = u -> 10 + (long) (10 * u);

    @Test
    void a_unit_that_finds_every_crew_busy_waits_for_the_one_that_is_idle_first() {
        var renewals = new Renewals(process(1, RandomTime.constant(7), Renewals.NEVER), new Draws(1, 0));

        assertThat(renewals.broke(100, 2)).isEqualTo(107);
        assertThat(renewals.broke(101, 0)).isEqualTo(Renewals.NEVER);
        assertThat(renewals.broke(102, 1)).isEqualTo(Renewals.NEVER);
        assertThat(renewals.next(103)).isNull();

        assertThat(renewals.mended(107, 2)).isBetween(117L, 127L);
        assertThat(renewals.next(107)).isEqualTo(new Renewals.Repair(0, 114));
        assertThat(renewals.next(107)).isNull();
    }

    @Test
    void when_a_unit_breaks_depends_on_itself_alone() {
        var calm = new Renewals(process(9, RandomTime.constant(7), Renewals.NEVER), new Draws(1, 0));
        var busy = new Renewals(process(1, RandomTime.constant(7), Renewals.NEVER), new Draws(1, 0));
        busy.broke(5, 0);
        busy.broke(6, 1);
        busy.mended(9, 0);

        assertThat(calm.firstFailureNanos(2)).isEqualTo(busy.firstFailureNanos(2));
        long first = calm.firstFailureNanos(2);
        calm.broke(first, 2);
        busy.broke(first, 2);
        assertThat(calm.mended(first + 7, 2))
                .isEqualTo(busy.mended(first + 7, 2))
                .isNotEqualTo(first + 7 + first);
    }

    @Test
    void units_that_come_later_break_too_whatever_their_number() {
        var renewals = new Renewals(process(9, RandomTime.constant(7), 1000), new Draws(1, 0));

        long breaks = renewals.joined(500, 40);
        assertThat(breaks).isBetween(510L, 520L);
        assertThat(renewals.broke(breaks, 40)).isEqualTo(breaks + 7);
        assertThat(renewals.joined(995, 41)).as("after the process").isEqualTo(Renewals.NEVER);
    }

    @Test
    void nothing_breaks_at_the_end_of_the_process_or_after_it() {
        var renewals = new Renewals(process(1, RandomTime.constant(7), 30), new Draws(1, 0));

        assertThat(renewals.firstFailureNanos(0)).isBetween(10L, 20L);
        renewals.broke(15, 0);
        assertThat(renewals.mended(22, 0)).isEqualTo(Renewals.NEVER);
    }

    private static FailureProcess process(int crews, RandomTime repair, long until) {
        List<FailureProcess.Unit> units = IntStream.range(0, 3)
                .mapToObj(each -> new FailureProcess.Unit("n" + each, List.of(each)))
                .toList();
        return new FailureProcess("nodes", units, TEN_TO_TWENTY, repair, crews, 0, until);
    }
}

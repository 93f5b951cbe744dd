package io.wavetank.experiment.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.experiment.AutoscalerCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.scaling.KeepAlive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KeepAliveReplayTest {
    private static final long MINUTE = 60_000_000_000L;

    private static KeepAlive.Factory fixed(String time) throws UserException {
        return AutoscalerCatalog.make(
                new AutoscalerCatalog().keepAlives(), "keep-alive", "fixed-time", Map.of("keep", time));
    }

    @Test
    void cold_starts_and_time_in_vain_are_counted_from_the_second_use_on() throws UserException {
        var uses = new TreeMap<String, List<FunctionUses.Use>>();
        uses.put(
                "f",
                List.of(
                        new FunctionUses.Use(0, 1),
                        new FunctionUses.Use(5 * MINUTE, 3),
                        new FunctionUses.Use(30 * MINUTE, 1)));

        KeepAliveReplay replay = KeepAliveReplay.of(new FunctionUses(uses, 60 * MINUTE), fixed("10m"));

        assertThat(replay.invocations()).isEqualTo(4);
        assertThat(replay.cold()).isEqualTo(1);
        assertThat(replay.wastedHours()).isCloseTo(25 / 60.0, within(1e-12));
        assertThat(replay.coldAtThreeQuarters()).isEqualTo(0.25);
    }

    /**
     * As published (Shahrad et al. 2020, figure 15): the histogram over four hours has fewer cold starts than a fixed time which wastes as much memory, and
     * wastes less than one which has as few.
     */
    @Test
    void the_hybrid_histogram_has_fewer_cold_starts_for_less_memory_than_fixed_times() throws UserException {
        FunctionUses uses = FunctionUses.madeUp(300, 7, 1);
        KeepAliveReplay tenMinutes = KeepAliveReplay.of(uses, fixed("10m"));
        KeepAliveReplay twoHours = KeepAliveReplay.of(uses, fixed("2h"));
        KeepAliveReplay hybrid = KeepAliveReplay.of(
                uses,
                AutoscalerCatalog.make(
                        new AutoscalerCatalog().keepAlives(), "keep-alive", "hybrid-histogram", Map.of()));

        assertThat(hybrid.wastedHours()).isLessThan(tenMinutes.wastedHours());
        assertThat(hybrid.cold()).isLessThan(tenMinutes.cold() / 4);
        assertThat(hybrid.coldAtThreeQuarters()).isLessThan(tenMinutes.coldAtThreeQuarters() / 2);
        assertThat(hybrid.wastedHours()).isLessThan(twoHours.wastedHours() * 0.75);
    }

    @Test
    void functions_are_made_up_as_seldom_used_as_published_and_the_same_for_the_same_seed() {
        FunctionUses uses = FunctionUses.madeUp(1000, 2, 1);
        long hourly = uses.uses().values().stream()
                .filter(each ->
                        each.stream().mapToLong(FunctionUses.Use::invocations).sum() <= 48)
                .count();

        // two thirds of 45 %, those on timers of an hour or more, and those not used in two days at all
        assertThat(hourly + 1000 - uses.uses().size()).isBetween(400L, 550L);
        assertThat(FunctionUses.madeUp(1000, 2, 1)).isEqualTo(uses);
    }
}

package io.wavetank.policy.swarm.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hours, worked out by hand. */
final class OrphansTest {
    private static final long HOUR = 3600 * 1_000_000_000L;

    private final Orphans orphans = new Orphans();

    @Test
    void what_is_left_on_a_node_is_orphaned_when_it_has_been_down_for_a_day() {
        orphans.down(HOUR, 3);
        orphans.replaced(3);
        orphans.replaced(3);
        orphans.replaced(5); // of a node that is up

        orphans.advance(25 * HOUR - 1);
        assertThat(orphans.count()).isZero();
        orphans.advance(25 * HOUR);
        assertThat(orphans.count()).isEqualTo(2);
        orphans.advance(60 * HOUR);
        assertThat(orphans.count()).isEqualTo(2);
    }

    @Test
    void a_node_that_is_back_within_the_day_stops_what_it_still_runs() {
        orphans.down(0, 3);
        orphans.replaced(3);
        orphans.back(3);

        orphans.advance(30 * HOUR);
        assertThat(orphans.count()).isZero();
    }
}

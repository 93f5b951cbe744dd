package io.wavetank.sim.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Two nodes at 3 an hour from the beginning on, of which one is there after half an hour; one goes after two hours. */
final class BillTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final Bill bill = new Bill();

    BillTest() {
        bill.pay(0, 2, 3);
        bill.there(0, 1);
        bill.there(HOUR / 2, 1);
    }

    private void oneGoes() {
        bill.there(2 * HOUR, -1);
        bill.pay(2 * HOUR, -1, 3);
    }

    @Test
    void nodes_are_paid_for_from_when_they_are_asked_for() {
        oneGoes();

        assertThat(bill.nodeHours(4 * HOUR)).isCloseTo(2 * 2 + 2, within(1e-9));
        assertThat(bill.cost(4 * HOUR)).isCloseTo(3 * 6, within(1e-9));
        assertThat(bill.mean(4 * HOUR)).isCloseTo((0.5 + 2 * 1.5 + 2) / 4, within(1e-9));
        assertThat(bill.peak()).isEqualTo(2);
        assertThat(bill.pricePerHour()).isCloseTo(3, within(1e-9));
    }

    @Test
    void what_was_before_is_forgotten() {
        oneGoes();
        bill.forget(3 * HOUR);

        assertThat(bill.nodeHours(4 * HOUR)).isCloseTo(1, within(1e-9));
        assertThat(bill.cost(4 * HOUR)).isCloseTo(3, within(1e-9));
        assertThat(bill.mean(4 * HOUR)).isCloseTo(1, within(1e-9));
        assertThat(bill.peak()).isOne();
    }

    @Test
    void what_is_kept_is_paid_for_with_or_without_nodes() {
        bill.keep(HOUR, 0.5);
        bill.pay(2 * HOUR, -2, 3);

        assertThat(bill.cost(2 * HOUR)).isCloseTo(2 * 6 + 0.5, within(1e-9));
        assertThat(bill.pricePerHour()).isEqualTo(0.5);
    }
}

package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores worked out by hand; amounts in eighths of a machine. */
final class PackingTest {
    private static final int EIGHTH = Packing.WHOLE / 8;

    @ParameterizedTest(name = "{0}/8 cpu and {1}/8 memory free, {2} and {3} asked for: {4} and {5} eighths")
    @CsvSource({
        // free cpu, free memory, cpu, memory, tightest, least stranded
        "8, 8, 2, 2,  4.0,  5.0",
        "2, 2, 2, 2, 16.0,  8.0",
        // two eighths of memory too much before, none after: what was stranded is of use
        "4, 6, 1, 3, 10.0,  8.5",
        // and the other way round
        "6, 6, 4, 0,  8.0,  2.0",
    })
    void what_is_left_and_what_is_stranded(
            int freeCpu, int freeMemory, int cpu, int memory, double tightest, double leastStranded) {
        assertThat(new TightestFit().score(freeCpu * EIGHTH, freeMemory * EIGHTH, cpu * EIGHTH, memory * EIGHTH))
                .isEqualTo((int) (tightest * EIGHTH));
        assertThat(new LeastStranded().score(freeCpu * EIGHTH, freeMemory * EIGHTH, cpu * EIGHTH, memory * EIGHTH))
                .isEqualTo((int) (leastStranded * EIGHTH));
    }

    /** With 16 machines a resource used up to u costs 16^u: from 0 to 1/2 it rises by 3, from 1/2 to 1 by 12; of 16. */
    @ParameterizedTest(name = "{0}/8 and {1}/8 free, {2} and {3} asked for")
    @CsvSource({"8, 8, 4, 0, 3", "4, 8, 4, 0, 12", "4, 4, 4, 4, 24", "8, 4, 4, 4, 15", "8, 8, 0, 0, 0"})
    void cost_rises_by_the_power_of_use(int freeCpu, int freeMemory, int cpu, int memory, int rise) {
        int score = new OpportunityCost(16).score(freeCpu * EIGHTH, freeMemory * EIGHTH, cpu * EIGHTH, memory * EIGHTH);

        assertThat(score).isCloseTo(-rise * (Packing.WHOLE / 16), within(2));
    }

    @Test
    void between_the_steps_of_the_table_cost_is_true_to_a_thousandth() {
        var cost = new OpportunityCost(4000);
        for (int used = 0; used < Packing.WHOLE; used += 7919) {
            double truth = StrictMath.pow(4000, (double) used / Packing.WHOLE - 1) - 1.0 / 4000;
            assertThat(-cost.score(Packing.WHOLE, Packing.WHOLE, used, 0))
                    .isCloseTo((int) (truth * Packing.WHOLE), within(2 + (int) (truth * Packing.WHOLE / 1000)));
        }
    }
}

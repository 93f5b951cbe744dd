package io.wavetank.sim.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;

final class DurationBucketsTest {
    private final DurationBuckets buckets = new DurationBuckets();
    private final Histogram known = new Histogram(3);

    private void add(long nanos, long times) {
        buckets.add(nanos, times);
        known.recordValueWithCount(nanos, times);
    }

    private void areThoseOfHdrHistogram() {
        int bucket = -1;
        for (HistogramIterationValue each : known.recordedValues()) {
            do {
                bucket++;
            } while (buckets.count(bucket) == 0);
            assertThat(DurationBuckets.upTo(bucket)).isEqualTo(each.getValueIteratedTo());
            assertThat(buckets.count(bucket)).isEqualTo(each.getCountAddedInThisIterationStep());
        }
        for (bucket++; bucket < buckets.size(); bucket++) {
            assertThat(buckets.count(bucket)).isZero();
        }
        assertThat(buckets.total()).isEqualTo(known.getTotalCount());
    }

    @Test
    void are_those_of_hdr_histogram_at_both_ends_of_each() {
        for (int bits = 0; bits < Long.SIZE; bits++) {
            long power = bits == Long.SIZE - 1 ? Long.MAX_VALUE : 1L << bits;
            add(power, 1 + bits);
            add(power - 1, 2);
            add(power - power / 2048, 3);
            add(power / 1024 * 1023, 4);
        }
        add(0, 5);

        areThoseOfHdrHistogram();
    }

    @Test
    void are_those_of_hdr_histogram_for_durations_of_all_magnitudes() {
        Draws draws = new Draws(11, 0).stream("durations");
        long[] some = new long[64];
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < some.length; i++) {
                some[i] = draws.bits(round, i) >>> (1 + draws.below(Long.SIZE - 1, round, 100 + i));
            }
            int count = draws.below(some.length + 1, round, 99);
            buckets.addEach(some, count);
            for (int i = 0; i < count; i++) {
                known.recordValue(some[i]);
            }
        }

        areThoseOfHdrHistogram();
    }

    @Test
    void take_in_what_shorter_and_longer_ones_counted() {
        add(7, 1);
        add(1_000_000, 2);
        var others = new DurationBuckets();
        others.add(90_000_000_000L, 3);
        known.recordValueWithCount(90_000_000_000L, 3);
        buckets.add(others);
        buckets.add(new DurationBuckets());

        areThoseOfHdrHistogram();
    }
}

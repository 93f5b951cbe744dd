package io.wavetank.workload.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Gives a few bytes at a time, and counts how often it is asked. */
    private static final class Dribble extends FilterInputStream {
        private final Random random = new Random(7);
        private final AtomicInteger reads = new AtomicInteger();

        Dribble(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            reads.incrementAndGet();
            return super.read(target, offset, Math.min(count, 1 + random.nextInt(50_000)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_003, 5_000_000})
    void all_bytes_come_in_their_order(int length) throws IOException {
        byte[] bytes = bytes(length);
        try (var ahead = new ReadAhead(new Dribble(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_short_look_reads_no_more_than_it_was_asked_for() throws IOException {
        var source = new Dribble(bytes(1_000_000));
        try (var ahead = new ReadAhead(source)) {
            assertThat(ahead.read(new byte[100])).isPositive();
            assertThat(source.reads).hasValue(1);
        }
    }

    @Test
    void a_failure_comes_after_the_last_byte_before_it() throws IOException {
        byte[] bytes = bytes(700_001);
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int got = super.read(target, offset, count);
                if (got < 0) {
                    throw new IOException("cut off");
                }
                return got;
            }
        };
        try (var ahead = new ReadAhead(failing)) {
            assertThat(ahead.readNBytes(bytes.length)).isEqualTo(bytes);
            assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasMessage("cut off");
            assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasMessage("cut off");
        }
    }

    @Test
    void nobody_reads_ahead_once_the_stream_below_is_taken_up() throws IOException {
        var source = new Dribble(bytes(3_000_000));
        var ahead = new ReadAhead(source);
        ahead.readNBytes(300_000);
        InputStream below = ahead.after(source);
        below.read();
        int reads = source.reads.get();
        assertThat(below.readAllBytes().length).isLessThan(3_000_000);
        assertThat(source.reads.get()).isGreaterThan(reads);
        assertThatThrownBy(() -> ahead.readNBytes(3_000_000))
                .isInstanceOf(IOException.class)
                .hasMessage("closed");
    }

    @Test
    void a_reader_that_is_interrupted_gets_its_bytes_and_stays_interrupted() throws IOException {
        byte[] bytes = bytes(2_000_000);
        try (var ahead = new ReadAhead(new Dribble(bytes))) {
            Thread.currentThread().interrupt();
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.openb.OpenbNodes;
import io.wavetank.workload.swf.HpcStarts;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files with damaged bytes are either read, or refused by a {@link TraceFormatException} of one line with the name of the file; never anything
 * else. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class RobustnessPropertyTest {
    private static final String NODES =
            "sn,cpu_milli,memory_mib,gpu,model\na,32000,262144,0,\nb,96000,1024,8,V100M32\n";
    private static final String GOOGLE = """
            600000000,,1,0,,0,user=,2,9,0.03125,0.07446,0.0002,0
            601000000,,1,0,7,1,user=,2,9,0.03125,0.07446,0.0002,0
            602000000,,1,0,7,4,user=,2,9,0.03125,0.07446,0.0002,0
            """;
    private static final byte[] NASTY = "0123456789-.,;\"\n\r \t\0eENaN|\u00e4".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private interface Reading {
        void of(Path file) throws IOException;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damage_is_read_over_or_reported(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("damage");
        int subject = 0;
        for (String packing : List.of("plain", "gz", "xz", "zst")) {
            check(draws, subject++, packing, Written.PODS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.JOBS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.STARTS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.STARTS, HpcStarts::read);
            check(draws, subject++, packing, NODES, OpenbNodes::read);
            check(draws, subject++, packing, GOOGLE, RobustnessPropertyTest::replay);
        }
    }

    private static void replay(Path file) throws IOException {
        var trace = TraceFormats.open(file, null, TraceOptions.DEFAULT.withProcessors(100));
        for (var type : trace.recordTypes()) {
            trace.inspect(type);
        }
        if (trace.hasTasks()) {
            assertThat(Written.submissions(trace)).hasSize((int) trace.kept());
        }
    }

    private void check(Draws draws, int subject, String packing, String text, Reading reading) throws IOException {
        byte[] bytes = damaged(draws, subject, Written.packed(packing, text));
        Path file = Written.bytes(folder, "damaged-" + subject, bytes);
        try {
            reading.of(file);
        } catch (TraceFormatException e) {
            assertThat(e.file()).isEqualTo(file.toString());
            assertThat(e.getMessage())
                    .contains("damaged-" + subject)
                    .doesNotContain("\n")
                    .contains("; ");
            assertThat(e.line()).isNotNegative();
        }
    }

    private static byte[] damaged(Draws draws, int subject, byte[] whole) {
        int k = 0;
        byte[] bytes = whole.clone();
        for (int hits = 1 + draws.below(4, subject, k++); hits > 0; hits--) {
            int at = draws.below(bytes.length, subject, k++);
            switch (draws.below(4, subject, k++)) {
                case 0 -> bytes[at] = (byte) draws.below(256, subject, k++);
                case 1 -> bytes[at] = NASTY[draws.below(NASTY.length, subject, k++)];
                case 2 -> bytes[at] ^= (byte) (1 << draws.below(8, subject, k++));
                default -> {
                    int to = draws.below(bytes.length, subject, k++);
                    System.arraycopy(bytes.clone(), at, bytes, to, bytes.length - Math.max(at, to));
                }
            }
        }
        return draws.below(8, subject, k) == 0
                ? Arrays.copyOf(bytes, draws.below(bytes.length, subject, k + 1))
                : bytes;
    }
}

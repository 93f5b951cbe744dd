package io.wavetank.workload.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.wavetank.policy.Draws;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.Rows;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that SQLite wrote are read value by value, whole or damaged. Replay one failing seed with {@code -Dproperty.seed=N}. */
final class DatabasePropertyTest {
    private static final boolean ALL_BITS = Boolean.getBoolean("wavetank.campaign");

    @TempDir
    private Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 40) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_written_is_read(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("sqlite");
        boolean numbered = draws.below(2, 0, 0) == 0;
        List<String> encodings = List.of("UTF-8", "UTF-16le", "UTF-16be");
        List<String> statements = new ArrayList<>(List.of(
                "pragma page_size = " + (512 << draws.below(4, 0, 1)),
                "pragma encoding = '" + encodings.get(draws.below(3, 0, 2)) + "'",
                "create table \"some rows\" (\n  [id] integer" + (numbered ? " primary key" : "")
                        + ", -- a comment, with a comma\n  w int default (1), r real, `t` text check (length(t) >= 0))",
                "begin"));
        List<String> expected = new ArrayList<>();
        int count = draws.below(400, 0, 3);
        for (int row = 0; row < count; row++) {
            statements.add(insert(draws, row, expected));
        }
        statements.add("commit");
        Path file = Written.file(folder.resolve("t.db"), statements.toArray(new String[0]));

        assertThat(Rows.of(file)).isEqualTo(expected);
    }

    private static String insert(Draws draws, int row, List<String> expected) {
        long whole = draws.below(1 << 30, row, 1) >> draws.below(31, row, 2);
        whole = draws.below(3, row, 3) == 0 ? whole << draws.below(33, row, 4) : -whole;
        double real = draws.below(1000, row, 5) / 8.0 + 0.0625;
        String text =
                "\u00e4x".repeat(draws.below(10, row, 6) == 0 ? draws.below(4000, row, 7) : draws.below(20, row, 7));
        boolean none = draws.below(4, row, 8) == 0;
        expected.add("id=" + row + (none ? "" : " w=" + whole) + " r=" + real + " t=" + text);
        return "insert into \"some rows\" values (" + row + ", " + (none ? "null" : whole) + ", " + real + ", '" + text
                + "')";
    }

    @Test
    void every_flipped_bit_is_read_over_or_reported() throws IOException {
        String[] small = new String[Written.PACKING.length + 1];
        small[0] = "pragma page_size = 512";
        System.arraycopy(Written.PACKING, 0, small, 1, Written.PACKING.length);
        byte[] whole = Files.readAllBytes(Written.file(folder.resolve("whole.db"), small));
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit = ALL_BITS ? 0 : at % 8; bit < (ALL_BITS ? 8 : at % 8 + 1); bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                refused += refused(flipped) ? 1 : 0;
            }
        }

        assertThat(refused).isPositive();
        assertThat(refused(whole)).isFalse();
    }

    @Test
    void files_that_are_cut_off_anywhere_are_refused() throws IOException {
        byte[] whole = Files.readAllBytes(Written.file(folder.resolve("whole.db"), Written.PACKING));
        for (int length = 16; length < whole.length; length += 37) {
            assertThat(refused(Arrays.copyOf(whole, length)))
                    .as("of length %d", length)
                    .isTrue();
        }
    }

    /** A tree whose pages point at each other would never end, and a page that points at itself neither. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pointers_to_anywhere_end(long seed) throws IOException {
        List<String> statements = new ArrayList<>(List.of("pragma page_size = 512"));
        statements.addAll(List.of(Written.PACKING));
        statements.add("with recursive n(i) as (select 10 union all select i + 1 from n where i < 2000)"
                + " insert into vm select i, i, 11, 0, i / 1000.0, 90 from n");
        byte[] whole = Files.readAllBytes(Written.file(folder.resolve("deep.db"), statements.toArray(new String[0])));
        Draws draws = new Draws(seed, 0).stream("pointers");
        for (int k = 0; k < 20; k++) {
            byte[] damaged = whole.clone();
            int page = draws.below(whole.length / 512, k, 0);
            int at = page * 512 + (page == 0 ? 100 : 0);
            for (int i = 0; i < 4; i++) {
                int place = at + 8 + draws.below(400, k, 1 + i);
                damaged[place] = (byte) draws.below(draws.below(2, k, 10 + i) == 0 ? 4 : 256, k, 20 + i);
            }
            refused(damaged);
        }
        assertThat(refused(whole)).isFalse();
    }

    private boolean refused(byte[] bytes) throws IOException {
        Path file = folder.resolve("damaged.db");
        Files.write(file, bytes);
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try {
                TraceFormats.open(file, null, TraceOptions.DEFAULT);
                return false;
            } catch (TraceFormatException e) {
                assertThat(e.getMessage())
                        .startsWith(file.toString())
                        .doesNotContain("\n")
                        .contains("; ");
                return true;
            }
        });
    }
}

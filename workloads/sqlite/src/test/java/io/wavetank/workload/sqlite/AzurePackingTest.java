package io.wavetank.workload.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzurePackingTest {
    private static final long DAY = 86_400_000_000_000L;

    @TempDir
    private Path folder;

    private static Trace open(Path file) throws TraceFormatException {
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    private static List<Submission> tasks(Trace trace) throws IOException {
        var tasks = new ArrayList<Submission>();
        try (SubmissionSource source = trace.submissions()) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    @Test
    void requests_are_shares_of_the_generation_on_which_most_types_run() throws IOException {
        Trace trace = open(Written.file(folder.resolve("p.sqlite"), Written.PACKING));

        assertThat(trace.format().name()).isEqualTo("azure-packing-2020");
        assertThat(trace.rows()).isEqualTo(6);
        assertThat(trace.dropped())
                .containsEntry("its type does not run on the generation of machines that is taken", 1L)
                .containsEntry("run time is 0", 1L)
                .containsEntry("ended before the trace began", 1L)
                .hasSize(3);
        assertThat(trace.totals().toString()).isNotEmpty();
        List<Submission> tasks = tasks(trace);
        assertThat(tasks).extracting(Submission::id).containsExactly("0", "5", "1");
        assertThat(tasks).extracting(Submission::submitNanos).containsExactly(0L, 60_000_000_000L, DAY / 4);
        assertThat(tasks)
                .extracting(Submission::workNanos)
                .containsExactly(2 * DAY, 60_000_000_000L, Submission.FOREVER);
        assertThat(tasks.get(2).taskClass().request(Resources.CPU)).isEqualTo(125_000_000);
        assertThat(tasks.get(2).taskClass().request(Resources.MEMORY)).isEqualTo(62_500_000_000L);
        assertThat(tasks).extracting(task -> task.taskClass().priority()).containsExactly(1, 1, 0);
        assertThat(tasks).extracting(task -> task.taskClass().tenant()).containsExactly("7", "9", "7");
        assertThat(trace.carries())
                .containsExactlyInAnyOrder(
                        TraceContent.RUN_TIMES,
                        TraceContent.CPU,
                        TraceContent.MEMORY,
                        TraceContent.PRIORITIES,
                        TraceContent.TENANTS);
    }

    @Test
    void a_database_is_left_alone_and_nothing_is_laid_beside_it() throws IOException {
        Path file = Written.file(folder.resolve("p.sqlite"), Written.PACKING);
        byte[] before = Files.readAllBytes(file);

        tasks(open(file));

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder).isDirectoryNotContaining("glob:**/p.sqlite?*");
    }

    @Test
    void a_packed_database_is_read_like_one_that_is_not() throws IOException {
        Path plain = Written.file(folder.resolve("p.sqlite"), Written.PACKING);
        Path packed = folder.resolve("p.sqlite.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(plain));
        }

        assertThat(tasks(open(packed)).toString()).isEqualTo(tasks(open(plain)).toString());
    }

    @Test
    void changes_that_lie_in_a_log_are_not_passed_over() throws Exception {
        Path file = folder.resolve("wal.sqlite");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            for (String sql : Written.PACKING) {
                statement.execute(sql);
            }

            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageContaining(
                            "has changes that are not in it but in wal.sqlite-wal; finish with: sqlite3 ");
        }
        assertThat(tasks(open(file))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO vm VALUES (9, 1, 10, 2, 0, 1)|row 7, column 'priority': 2 is not from 0 to 1",
                "INSERT INTO vm VALUES (9, 1, 10, 1, 2, 1)|row 7, column 'endtime': ends before it starts",
                "INSERT INTO vm VALUES (9, 1, 10, 1, 'x', 1)|row 7, column 'starttime': a number expected, got 'x'",
                "INSERT INTO vm VALUES (9, 1, 10, 1, 9e300, 1)|row 7, column 'starttime': more than 36500 days",
                "INSERT INTO vm VALUES (9, 1, 10, 1, NULL, 1)|row 7, column 'starttime': there is nothing in it",
                "INSERT INTO vmType VALUES (9, 13, 3, -0.5, 1, 0, 0, 0)|row 6, column 'core': '-0.5' is negative"
            })
    void a_row_that_cannot_be_is_named(String sql, String message) {
        Path file = Written.file(folder.resolve("p.sqlite"), Written.PACKING);
        String[] more = Arrays.copyOf(Written.PACKING, Written.PACKING.length + 1);
        more[Written.PACKING.length] = sql;
        Written.file(file, more);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void another_database_is_no_known_trace() {
        Path file =
                Written.file(folder.resolve("other.sqlite"), "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("no known trace format");
    }
}

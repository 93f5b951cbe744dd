package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** Start times of whole logs of parallel jobs, recorded under a textbook first come, first served, come out the same for every job. */
final class HpcConformanceTest {
    private static final String CASES = "golden/hpc/cases";
    private static final String RECORDED = "fcfs_none";

    @TempDir
    private Path folder;

    @Test
    void every_recorded_start_of_every_log_comes_out_the_same() throws IOException {
        Path cases = SharedData.at(CASES);
        long jobs = 0;
        int files = 0;
        int recorded = 0;
        for (String name : Folder.names(cases)) {
            if (name.endsWith(".starts.csv.xz")) {
                List<String> lines = unpacked(cases.resolve(name));
                boolean covered = List.of(lines.get(0).split(",", -1)).contains(RECORDED);
                jobs += covered ? lines.size() - 1 : 0;
                files += covered ? 1 : 0;
                recorded++;
            }
        }

        Call call = Call.wavetank("conformance", "hpc", cases).succeeded();

        assertThat(files).isGreaterThanOrEqualTo(5);
        assertThat(call.out().lines().filter(line -> line.contains(RECORDED))).hasSize(files);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance hpc: files=" + recorded + " decisions=" + jobs + " agree=" + jobs);
    }

    @Test
    void one_start_recorded_a_second_later_is_found() throws IOException {
        Path recorded = SharedData.at(CASES + "/KTH-SP2.starts.csv.xz");
        List<String> lines = new ArrayList<>(unpacked(recorded).subList(0, 2001));
        int column = List.of(lines.get(0).split(",", -1)).indexOf(RECORDED);
        String[] fields = lines.get(1234).split(",", -1);
        fields[column] = String.valueOf(Long.parseLong(fields[column]) + 1);
        Path sound = Files.write(folder.resolve("sound.starts.csv"), lines);
        lines.set(1234, String.join(",", fields));
        Path spoilt = Files.write(folder.resolve("spoilt.starts.csv"), lines);

        Call.wavetank("conformance", "hpc", sound, "--processors", 100).succeeded();
        Call call = Call.wavetank("conformance", "hpc", spoilt, "--processors", 100);

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out())
                .contains("conformance hpc: files=1 decisions=2000 agree=1999")
                .containsPattern("job\\s+" + fields[1] + "\\s+starts");
    }

    @Test
    void the_log_itself_run_by_the_command_has_the_recorded_starts_and_figures() throws IOException {
        Path log = SharedData.at("traces/swf/KTH-SP2-1996-2.1-cln.swf");
        Path recorded = SharedData.at(CASES + "/KTH-SP2.starts.csv.xz");
        Path place = folder.resolve("out");

        Call.wavetank("run", "--trace", log, "--processors", 100, "--scheduler", "fcfs", "--no-charts", "-o", place)
                .succeeded();

        Map<String, String> starts = new HashMap<>();
        for (Map<String, String> row : Folder.rows(place.resolve("tasks.csv.gz"))) {
            assertThat(starts.put(String.valueOf(row.get("id")), String.valueOf(row.get("start_ns"))))
                    .isNull();
        }
        assertThat(starts).isEqualTo(recordedStarts(recorded));
        assertFigures(
                Folder.json(place.resolve("summary.json")).at("/runs/0"),
                Folder.json(SharedData.at(CASES + "/KTH-SP2.metrics.json")).at("/metrics/" + RECORDED));
    }

    /**
     * Waits are whole seconds, so sums are exact on both sides and means differ by the 12 digits that are printed; a bounded slowdown is kept in
     * millionths, cut off, so its mean is at most a millionth too low.
     */
    private static void assertFigures(JsonNode run, JsonNode expected) {
        Percentage digits = Percentage.withPercentage(1e-9);
        assertThat(run.at("/tasks/finished").asLong())
                .isEqualTo(expected.get("jobs").asLong());
        assertThat(run.at("/queueing_delay_s/mean").asDouble())
                .isCloseTo(expected.get("mean_wait").asDouble(), digits);
        assertThat(run.at("/queueing_delay_s/max").asDouble())
                .isCloseTo(expected.get("max_wait").asDouble(), digits);
        assertThat(run.at("/bounded_slowdown/mean").asDouble())
                .isCloseTo(expected.get("mean_bsld").asDouble(), within(1.1e-6));
        assertThat(run.at("/allocation/cpu/mean_to_last_end").asDouble())
                .isCloseTo(expected.get("util").asDouble(), digits);
    }

    private static Map<String, String> recordedStarts(Path file) throws IOException {
        List<String> lines = unpacked(file);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        int id = columns.indexOf("job_id");
        int start = columns.indexOf(RECORDED);
        Map<String, String> starts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            starts.put(fields[id], fields[start] + (fields[start].equals("0") ? "" : "000000000"));
        }
        return starts;
    }

    private static List<String> unpacked(Path file) throws IOException {
        try (InputStream in = new XZInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}

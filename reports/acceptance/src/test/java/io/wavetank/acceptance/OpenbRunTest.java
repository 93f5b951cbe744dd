package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published GPU trace runs whole, and every figure and row that a run leaves behind can be worked out again from the tasks alone. */
final class OpenbRunTest {
    private static final String TRACES = "traces/alibaba-gpu-2023";

    @TempDir
    private Path folder;

    /** As in the README, by the launcher; the totals are those of {@code SOURCE.md} beside the trace. */
    @Test
    void the_default_variant_under_four_schedulers() throws Exception {
        Path pods = SharedData.at(TRACES + "/openb_pod_list_default.csv");
        Path nodes = SharedData.at(TRACES + "/openb_node_list_all_node.csv");
        List<String> schedulers = List.of("first-fit", "best-fit", "worst-fit", "random");
        Path place = folder.resolve("out");

        Call call = Call.launched(
                        "run",
                        "--trace",
                        pods,
                        "--nodes",
                        nodes,
                        "--scheduler",
                        String.join(",", schedulers),
                        "-o",
                        place)
                .succeeded();

        assertThat(call.out()).contains(schedulers).contains("8,152").contains("1 x run time is 0");
        JsonNode totals = Folder.json(place.resolve("run.json")).get("workload_totals");
        Map<String, Long> stated = new TreeMap<>(Map.of(
                "rows", 8152L,
                "kept", 8151L,
                "pods", 8152L,
                "pods_cpu_only", 1088L,
                "pods_shared_gpu", 3078L,
                "pods_1_gpu", 3911L,
                "pods_2_gpus", 16L,
                "pods_4_gpus", 15L,
                "pods_8_gpus", 44L,
                "gpu_millis", 6_086_800L));
        stated.putAll(Map.of(
                "phase_pending", 897L,
                "scheduled_time_empty", 897L,
                "pods_other_gpus", 0L,
                "first_creation_s", 0L));
        stated.forEach(
                (name, value) -> assertThat(totals.get(name).asLong()).as(name).isEqualTo(value));
        assertThat(Folder.names(place.resolve("charts"))).contains("pending.svg", "pending.png");
        assertThat(place.resolve("report.html")).isNotEmptyFile();
        var published = PublishedRun.of(pods, nodes);
        for (String scheduler : schedulers) {
            published.check(place.resolve(scheduler));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "default,     gpu_node, 8152, 1, dot-product",
        "cpu050,      all_node, 7439, 1, best-fit",
        "cpu100,      all_node, 7853, 1, next-fit",
        "cpu200,      all_node, 8832, 1, round-robin",
        "cpu250,      gpu_node, 9420, 1, worst-fit",
        "gpushare20,  all_node, 8152, 1, first-fit:queue=head-of-line",
        "gpushare40,  all_node, 8152, 2, power-of-d:d=4",
        "gpushare100, gpu_node, 8152, 3, random",
        "gpuspec10,   all_node, 8152, 1, l2-norm-difference",
        "gpuspec33,   gpu_node, 8152, 1, best-fit",
    })
    void every_variant_with_times(String variant, String nodeList, long rows, long dropped, String scheduler)
            throws IOException {
        Path pods = SharedData.at(TRACES + "/openb_pod_list_" + variant + ".csv");
        Path nodes = SharedData.at(TRACES + "/openb_node_list_" + nodeList + ".csv");
        Path place = folder.resolve("out");

        Call.wavetank("run", "--trace", pods, "--nodes", nodes, "--scheduler", scheduler, "--no-charts", "-o", place)
                .succeeded();

        JsonNode totals = Folder.json(place.resolve("run.json")).get("workload_totals");
        assertThat(totals.get("rows").asLong()).isEqualTo(rows);
        assertThat(totals.get("kept").asLong()).isEqualTo(rows - dropped);
        JsonNode tasks = Folder.json(place.resolve("summary.json")).at("/runs/0/tasks");
        assertThat(tasks.at("/dropped_by_reason/run time is 0").asLong()).isEqualTo(dropped);
        PublishedRun.of(pods, nodes).check(place);
    }

    /** Guards the checks: the same run held against smaller nodes gives out more than they have. */
    @Test
    void what_does_not_add_up_is_found() throws IOException {
        Path pods = SharedData.at(TRACES + "/openb_pod_list_default.csv");
        Path nodes = SharedData.at(TRACES + "/openb_node_list_gpu_node.csv");
        Path place = folder.resolve("out");
        Call.wavetank("run", "--trace", pods, "--nodes", nodes, "--scheduler", "best-fit", "--no-charts", "-o", place)
                .succeeded();
        List<String> halved = Folder.lines(nodes).stream()
                .map(line -> line.replaceFirst(",(96|64|128)000,", ",32000,"))
                .toList();
        var wrong = PublishedRun.of(pods, Files.write(folder.resolve("halved.csv"), halved));

        assertThatThrownBy(() -> wrong.check(place))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gives out")
                .hasMessageContaining("cpu");
    }

    @ParameterizedTest
    @CsvSource({"multigpu20", "multigpu50"})
    void a_variant_without_times_is_refused(String variant) {
        Path pods = SharedData.at(TRACES + "/openb_pod_list_" + variant + ".csv");
        Path nodes = SharedData.at(TRACES + "/openb_node_list_all_node.csv");

        Call.wavetank("run", "--trace", pods, "--nodes", nodes, "--scheduler", "first-fit", "-o", folder.resolve("out"))
                .failed(2, variant + ".csv:1: ", "creation_time", "take a variant with times");
    }
}

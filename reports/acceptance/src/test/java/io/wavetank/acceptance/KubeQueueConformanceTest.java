package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded step of kube-scheduler's queue comes out the same, and one that was tampered with does not. */
final class KubeQueueConformanceTest {
    private static final String CASES = "golden/kube-queue/cases";

    @TempDir
    private Path folder;

    @Test
    void every_recorded_step_comes_out_the_same() throws IOException {
        Path cases = SharedData.at(CASES);
        int files = 0;
        int steps = 0;
        for (String name : Folder.names(cases)) {
            files++;
            steps += Folder.json(cases.resolve(name)).path("steps").size();
        }

        Call call = Call.wavetank("conformance", "kube-queue", cases).succeeded();

        assertThat(files).isGreaterThanOrEqualTo(70);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance kube-queue: files=" + files + " decisions=" + steps + " agree=" + steps);
    }

    @Test
    void a_step_with_another_outcome_is_found_and_explained() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/v001.json"));
        ArrayNode steps = (ArrayNode) file.path("steps");
        ((ObjectNode) steps.get(6)).put("attempts", 2);

        Call call = Call.wavetank("conformance", "kube-queue", written("one.json", file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out())
                .containsPattern(
                        "one.json:\\s+step\\s+7\\s+\\(t=3000\\s+ms,\\s+pop\\):\\s+attempts:\\s+expected\\s+2,\\s+got\\s+1")
                .contains("decisions=" + steps.size() + " agree=" + (steps.size() - 1));
    }

    @Test
    void another_state_after_a_step_is_found_and_explained() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/v001.json"));
        ObjectNode state = (ObjectNode) file.path("steps").get(6).path("state");
        state.put("moveCycle", 1);

        Call call = Call.wavetank("conformance", "kube-queue", written("state.json", file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("state.moveCycle:\\s+expected\\s+1,\\s+got\\s+0");
    }

    @Test
    void a_flush_left_out_of_the_recording_is_found() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/v002.json"));
        ArrayNode steps = (ArrayNode) file.path("steps");
        int flush = 0;
        while (!steps.get(flush).path("op").asText().equals("flushBackoff")) {
            flush++;
        }
        steps.remove(flush);

        Call call = Call.wavetank("conformance", "kube-queue", written("less.json", file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("flushBackoff\\s+changes\\s+something");
    }

    @Test
    void another_node_for_a_pod_of_the_whole_loop_is_found() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/nv001.json"));
        ((ObjectNode) file.path("steps").get(1)).put("node", "n0");

        Call call = Call.wavetank("conformance", "kube-queue", written("loop.json", file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("node:\\s+expected\\s+\"n0\",\\s+got\\s+\"n3\"");
    }

    @Test
    void an_operation_that_nobody_knows_is_a_mistake_in_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.json"),
                "{\"k8s\":\"1.26.15\",\"steps\":[{\"t\":0,\"op\":\"dance\"}]}",
                StandardCharsets.UTF_8);

        Call call = Call.wavetank("conformance", "kube-queue", file);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("odd.json: step 1 is of an operation that is not known here, 'dance'");
    }

    private Path written(String name, JsonNode content) throws IOException {
        return Files.writeString(folder.resolve(name), content.toString(), StandardCharsets.UTF_8);
    }
}

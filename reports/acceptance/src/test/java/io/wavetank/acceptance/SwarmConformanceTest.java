package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded decision of Docker Swarm comes out the same, and one that was tampered with does not. */
final class SwarmConformanceTest {
    private static final String CASES = "golden/swarm/cases";

    @TempDir
    private Path folder;

    @Test
    void every_recorded_decision_comes_out_the_same() throws IOException {
        Path cases = SharedData.at(CASES);
        int decisions = 0;
        for (String name : Folder.names(cases)) {
            JsonNode content = Folder.json(cases.resolve(name));
            decisions += content.path("cases").size();
            for (JsonNode each : content) {
                decisions += each.path("ends").size();
                decisions += each.has("steps") ? each.path("steps").size() + 1 : 0;
            }
        }

        Call call = Call.wavetank("conformance", "swarm", cases).succeeded();

        assertThat(decisions).isGreaterThan(1_700);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance swarm: files=15 decisions=" + decisions + " agree=" + decisions);
    }

    @Test
    void a_task_on_another_node_is_found_and_explained() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/scheduler-basic.json"));
        JsonNode expected = file.path(0).path("steps").path(0).path("expect");
        ((ArrayNode) expected.path("assigned").path(0)).set(1, TextNode.valueOf("n999"));

        Call call = Call.wavetank("conformance", "swarm", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out().replaceAll("\\s+", " "))
                .contains("basic-1000, step 0: assigned: recorded")
                .contains("n999");
    }

    @Test
    void a_node_that_a_constraint_does_not_match_is_found() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/constraints.json"));
        ((ArrayNode) file.path("cases").path(0).path("matchingNodes")).remove(0);

        Call call = Call.wavetank("conformance", "swarm", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).contains("decisions=75 agree=74");
    }

    @Test
    void another_decision_about_a_restart_is_found() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/restart.json"));
        ((ObjectNode) file.path(0).path("ends").path(0)).put("restart", false);

        Call call = Call.wavetank("conformance", "swarm", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out().replaceAll("\\s+", " ")).contains("restarted: recorded false, got true");
    }

    @Test
    void an_event_that_nobody_knows_is_a_mistake_in_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.json"),
                "[{\"name\":\"odd\",\"steps\":[{\"events\":[{\"type\":\"dance\"}],\"expect\":{\"tieSafe\":{}}}]}]",
                StandardCharsets.UTF_8);

        Call call = Call.wavetank("conformance", "swarm", file);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .contains("odd.json: scenario odd, step 0: an event of the kind 'dance' is not known here");
    }

    private Path written(JsonNode content) throws IOException {
        return Files.writeString(folder.resolve("spoiled.json"), content.toString(), StandardCharsets.UTF_8);
    }
}

package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded decisions of the autoscalers of Kubernetes come out the same, every one of them, and one that was tampered with does not. */
final class AutoscaleConformanceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"hpa, 22000", "vpa, 11000", "ca, 749"})
    void every_recorded_decision_comes_out_the_same(String suite, int atLeast) {
        Call call = Call.wavetank("conformance", suite, cases(suite)).succeeded();

        String last = call.out().lines().reduce("", (before, line) -> line);
        Matcher counts = Pattern.compile("conformance " + suite + ": files=\\d+ decisions=(\\d+) agree=(\\d+)")
                .matcher(last);
        assertThat(counts.matches()).as(last).isTrue();
        assertThat(counts.group(2)).isEqualTo(counts.group(1));
        assertThat(Integer.parseInt(counts.group(1))).isGreaterThan(atLeast);
    }

    @Test
    void another_proposal_of_a_metric_is_found_and_named() throws IOException {
        JsonNode file = Folder.json(cases("hpa").resolve("calc.json"));
        ObjectNode expected = (ObjectNode) file.path("cases").get(3).path("expected");
        expected.put("replicas", expected.path("replicas").asInt() + 1);

        Call call = Call.wavetank("conformance", "hpa", written(file));

        finds(
                call,
                file.path("cases").size(),
                file.path("cases").get(3).path("id").asText() + ",\\s+replicas");
    }

    @ParameterizedTest
    @CsvSource({"desired", "able", "limited", "active", "rescaled"})
    void another_outcome_of_a_tick_is_found_and_named(String column) throws IOException {
        JsonNode file = Folder.json(cases("hpa").resolve("behavior.json"));
        ArrayNode values =
                (ArrayNode) file.path("cases").get(0).path("expected").path(column);
        values.set(5, IntNode.valueOf(values.get(5).asInt() + 1));

        Call call = Call.wavetank("conformance", "hpa", written(file));

        int ticks = 0;
        for (JsonNode each : file.path("cases")) {
            ticks += each.path("t").size();
        }
        finds(call, ticks, "tick\\s+5\\s+\\(t=\\d+\\s+ms\\),\\s+" + column);
    }

    @Test
    void another_proposal_is_found_where_the_metrics_do_not_count() throws IOException {
        JsonNode file = Folder.json(cases("hpa").resolve("behavior.json"));
        JsonNode recorded = file.path("cases").get(0);
        int asleep = 0;
        while (recorded.path("spec").get(asleep).asInt() != 0) {
            asleep++;
        }
        ((ArrayNode) recorded.path("expected").path("proposals").get(0)).set(asleep, IntNode.valueOf(99));

        Call call = Call.wavetank("conformance", "hpa", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("tick\\s+" + asleep + "\\s+\\(t=\\d+\\s+ms\\),\\s+proposals");
    }

    @Test
    void what_lacks_its_answers_agrees_with_nothing() throws IOException {
        JsonNode nodes = Folder.json(cases("ca").resolve("scaledown.json"));
        ((ArrayNode) nodes.path("cases").get(0).path("expected").path("planner")).removeAll();
        Call.wavetank("conformance", "ca", written(nodes)).failed(2, "the planner has no steps");

        JsonNode pods = Folder.json(cases("hpa").resolve("pods.json"));
        ArrayNode ticks = (ArrayNode) pods.path("cases").get(0).path("ticks");
        ticks.remove(ticks.size() - 1);
        Call.wavetank("conformance", "hpa", written(pods)).failed(2, "ticks, and decisions for");
    }

    @Test
    void several_that_differ_are_all_named() throws IOException {
        JsonNode file = Folder.json(cases("hpa").resolve("behavior.json"));
        ArrayNode values =
                (ArrayNode) file.path("cases").get(0).path("expected").path("desired");
        values.set(5, IntNode.valueOf(77));
        values.set(9, IntNode.valueOf(77));

        Call call = Call.wavetank("conformance", "hpa", written(file));

        assertThat(call.out()).containsPattern("tick\\s+5[^;]+;\\s+also\\s+different:\\s+beh-v-0\\s+tick\\s+9");
    }

    @Test
    void another_byte_of_a_recommendation_is_found_and_named() throws IOException {
        JsonNode file = Folder.json(cases("vpa").resolve("recommender.json"));
        JsonNode first = file.path("cases").get(0).path("expected").get(3).path("app");
        ArrayNode target = (ArrayNode) first.get(0);
        target.set(1, LongNode.valueOf(target.get(1).asLong() + 1));

        Call call = Call.wavetank("conformance", "vpa", written(file));

        int ticks = 0;
        for (JsonNode each : file.path("cases")) {
            ticks += each.path("ticks").size();
        }
        finds(call, ticks, "tick\\s+3\\s+\\(t=\\d+\\s+ms\\),\\s+app,\\s+target");
    }

    @Test
    void another_percentile_is_found_and_named() throws IOException {
        JsonNode file = Folder.json(cases("vpa").resolve("histogram.json"));
        ArrayNode percentiles =
                (ArrayNode) file.path("cases").get(2).path("expected").get(1);
        percentiles.set(4, DoubleNode.valueOf(Math.nextUp(percentiles.get(4).asDouble())));

        Call call = Call.wavetank("conformance", "vpa", written(file));

        int operations = 0;
        for (JsonNode each : file.path("cases")) {
            operations += each.path("ops").size();
        }
        finds(call, operations, "operation\\s+1,\\s+percentiles");
    }

    @ParameterizedTest
    @CsvSource({"nodes, estimator", "least-waste, expander", "eligible, scaledown", "empty, scaledown"})
    void another_answer_about_nodes_is_found_and_named(String part, String recording) throws IOException {
        JsonNode file = Folder.json(cases("ca").resolve(recording + ".json"));
        JsonNode spoilt = file.path("cases").get(4);
        ObjectNode expected = (ObjectNode) spoilt.path("expected");
        if (expected.path(part) instanceof ArrayNode list) {
            list.add("nobody");
        } else {
            expected.put(part, expected.path(part).asInt() + 1);
        }

        Call call = Call.wavetank("conformance", "ca", written(file));

        finds(call, file.path("cases").size(), spoilt.path("id").asText() + ",\\s+" + part);
    }

    @ParameterizedTest
    @CsvSource({"unneeded", "deleteEmpty", "deleteDrain"})
    void another_node_that_may_go_is_found_and_named(String part) throws IOException {
        JsonNode file = Folder.json(cases("ca").resolve("scaledown.json"));
        JsonNode step =
                file.path("cases").get(0).path("expected").path("planner").get(1);
        ((ArrayNode) step.path(part)).add("nobody");

        Call call = Call.wavetank("conformance", "ca", written(file));

        finds(call, file.path("cases").size(), "at\\s+" + step.path("atSec").asInt() + "\\s+s,\\s+" + part);
    }

    @ParameterizedTest
    @CsvSource({"removable, removable", "unremovable, blocked"})
    void another_reason_to_stay_is_found_and_named(String recorded, String part) throws IOException {
        JsonNode file = Folder.json(cases("ca").resolve("scaledown.json"));
        JsonNode alone = file.path("cases").get(0).path("expected").path("independent");
        ((ArrayNode) alone.path(recorded).elements().next()).add("nobody");

        Call call = Call.wavetank("conformance", "ca", written(file));

        finds(call, file.path("cases").size(), part);
    }

    @Test
    void another_last_bit_of_a_utilization_is_found_and_named() throws IOException {
        JsonNode file = Folder.json(cases("ca").resolve("scaledown.json"));
        ArrayNode shares = (ArrayNode) file.path("cases")
                .get(0)
                .path("expected")
                .path("utilization")
                .elements()
                .next();
        shares.set(0, DoubleNode.valueOf(Math.nextUp(shares.get(0).asDouble())));

        Call call = Call.wavetank("conformance", "ca", written(file));

        finds(call, file.path("cases").size(), "utilization");
    }

    @Test
    void a_case_that_cannot_be_read_is_a_mistake_in_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.json"),
                "{\"format\":\"hpa-calc/1\",\"cases\":[{\"id\":\"x\",\"metric\":{\"type\":\"smell\"}}]}",
                StandardCharsets.UTF_8);

        Call.wavetank("conformance", "hpa", file).failed(2, "case 1 (x) is not as expected: field 'type' is \"smell\"");
    }

    private static Path cases(String suite) {
        return SharedData.at("golden/" + suite + "/cases");
    }

    private static void finds(Call call, int decisions, String pattern) {
        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out())
                .containsPattern(pattern)
                .contains("decisions=" + decisions + " agree=" + (decisions - 1));
    }

    private Path written(JsonNode content) throws IOException {
        return Files.writeString(folder.resolve("spoilt.json"), content.toString(), StandardCharsets.UTF_8);
    }
}

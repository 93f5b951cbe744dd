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

/** Every expectation of Mesos' recorded cases comes true, and one that was tampered with does not. */
final class MesosConformanceTest {
    private static final String CASES = "golden/mesos/cases";

    @TempDir
    private Path folder;

    @Test
    void every_recorded_expectation_comes_true() throws IOException {
        Path cases = SharedData.at(CASES);
        int expectations = 0;
        for (String name : Folder.names(cases)) {
            for (JsonNode each : Folder.json(cases.resolve(name))) {
                for (JsonNode op : each.path("ops")) {
                    String kind = op.path("op").asText();
                    boolean expects = kind.startsWith("expect") || kind.startsWith("assert") || kind.startsWith("take");
                    expectations += expects ? 1 : 0;
                }
            }
        }

        Call call = Call.wavetank("conformance", "mesos", cases).succeeded();

        assertThat(expectations).isGreaterThan(100);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance mesos: files=2 decisions=" + expectations + " agree=" + expectations);
    }

    @Test
    void another_order_of_clients_is_found_and_explained() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/sorter.json"));
        ArrayNode order = (ArrayNode) first(file, "expectSort").path("order");
        order.add(order.remove(0));

        Call call = Call.wavetank("conformance", "mesos", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out().replaceAll("\\s+", " "))
                .contains("operation 8 (expectSort): expected [x/a, x/b], got [x/b, x/a]");
    }

    @Test
    void an_offer_that_was_not_made_is_found_and_explained() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/allocator.json"));
        first(file, "expectOffer").put("framework", "framework9");

        Call call = Call.wavetank("conformance", "mesos", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("\\(expectOffer\\):\\s+expected\\s+one\\s+to\\s+framework9");
    }

    @Test
    void an_offer_that_nobody_expects_is_found() throws IOException {
        JsonNode file = Folder.json(SharedData.at(CASES + "/allocator.json"));
        ObjectNode expected = first(file, "expectOffer");
        expected.removeAll();
        expected.put("op", "expectNoOffer");

        Call call = Call.wavetank("conformance", "mesos", written(file));

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).containsPattern("\\(expectNoOffer\\):\\s+expected\\s+no\\s+offer");
    }

    @Test
    void an_operation_that_nobody_knows_is_a_mistake_in_the_file() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.json"),
                "[{\"name\":\"Odd\",\"ops\":[{\"op\":\"dance\"}]}]",
                StandardCharsets.UTF_8);

        Call call = Call.wavetank("conformance", "mesos", file);

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("odd.json: case Odd: operation 1 is of a kind that is not known here, 'dance'");
    }

    private static ObjectNode first(JsonNode cases, String operation) {
        for (JsonNode op : cases.path(0).path("ops")) {
            if (op.path("op").asText().equals(operation)) {
                return (ObjectNode) op;
            }
        }
        throw new IllegalArgumentException("The first case has no " + operation);
    }

    private Path written(JsonNode content) throws IOException {
        return Files.writeString(folder.resolve("spoiled.json"), content.toString(), StandardCharsets.UTF_8);
    }
}

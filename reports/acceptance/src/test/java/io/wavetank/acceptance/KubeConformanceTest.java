package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded decisions of kube-scheduler come out the same, every one of them, and a change to any recorded part is noticed. */
final class KubeConformanceTest {
    private static final String CASES = "golden/kube/cases";
    private static final String SAMPLING = "golden/kube-sampling/cases";

    @TempDir
    private Path folder;

    @Test
    void every_recorded_placement_and_preemption_comes_out_the_same() throws IOException {
        Path cases = SharedData.at(CASES);
        long pods = 0;
        for (String name : Folder.names(cases)) {
            pods += Folder.json(cases.resolve(name)).path("pending").size();
        }

        Call call = Call.wavetank("conformance", "kube", cases).succeeded();

        assertThat(pods).isGreaterThan(5000);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance kube: files=" + Folder.names(cases).size() + " decisions=" + pods + " agree="
                        + pods);
        assertThat(call.out()).contains("PodTopologySpread", "InterPodAffinity", "preemption");
    }

    @Test
    void every_recorded_search_comes_out_the_same() throws IOException {
        Path cases = SharedData.at(SAMPLING);
        long pods = 0;
        for (String name : Folder.names(cases)) {
            for (JsonNode step : Folder.json(cases.resolve(name)).path("steps")) {
                pods += step.path("op").asText().equals("pod") ? 1 : 0;
            }
        }

        Call call = Call.wavetank("conformance", "kube-sampling", cases).succeeded();

        assertThat(pods).isGreaterThan(700);
        assertThat(call.out().lines())
                .last()
                .isEqualTo("conformance kube-sampling: files="
                        + Folder.names(cases).size() + " decisions=" + pods + " agree=" + pods);
    }

    /** A recorded part to spoil: the file, where in its expectations the first such part is, and what the command must name. */
    private record Part(String file, String pointer, String said) {
        @Override
        public String toString() {
            return pointer;
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                new Part("d001.json", "/outcome", "outcome"),
                new Part("d001.json", "/node", "outcome"),
                new Part("d001.json", "/nFeasible", "feasible nodes"),
                new Part("d001.json", "/feasible/3", "feasible nodes"),
                new Part("d001.json", "/scores/InterPodAffinity/raw/29", "InterPodAffinity"),
                new Part("d001.json", "/scores/InterPodAffinity/norm/29", "InterPodAffinity"),
                new Part("d001.json", "/scores/NodeResourcesFit/raw", "NodeResourcesFit"),
                new Part("d001.json", "/total/7", "total"),
                new Part("d001.json", "/best/0", "total"),
                new Part("d001.json", "/bestTotal", "total"),
                new Part("d001.json", "/nBest", "total"),
                new Part("d001.json", "/rejected/0/nodes/0", "InterPodAffinity"),
                new Part("d001.json", "/rejected/0/reasons/0", "InterPodAffinity"),
                new Part("d001.json", "/rejected/0/code", "InterPodAffinity"),
                new Part("d002.json", "/preempt/candidates/0/victims/1", "preemption"),
                new Part("d002.json", "/preempt/candidates/0/pdbViolations", "preemption"),
                new Part("d002.json", "/preempt/failed/0/reasons/0", "preemption"),
                new Part("d002.json", "/preempt/eligible", "preemption"),
                new Part("d004.json", "/notConsidered/0", "NodeResourcesFit"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void a_change_to_a_recorded_part_is_found(Part part) throws IOException {
        JsonNode root = Folder.json(SharedData.at(CASES + "/" + part.file()));
        ObjectNode decision = null;
        for (JsonNode expected : root.path("expected")) {
            if (decision == null && !expected.at(part.pointer()).isMissingNode()) {
                decision = (ObjectNode) expected;
            }
        }
        assertThat(decision).as("a decision with " + part.pointer()).isNotNull();
        spoil(decision, part.pointer());
        Path spoilt = Files.writeString(folder.resolve("spoilt.json"), root.toString());

        Call call = Call.wavetank("conformance", "kube", spoilt);

        assertThat(call.exitCode()).isEqualTo(1);
        int pods = root.path("pending").size();
        assertThat(call.out().lines())
                .last()
                .asString()
                .startsWith("conformance kube: files=1 decisions=" + pods + " agree=")
                .doesNotEndWith("=" + pods);
        assertThat(call.out().replaceAll("\\s+", " "))
                .contains("first difference, spoilt.json: pod "
                        + decision.path("pod").asText())
                .contains(part.said());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"startBefore", "startAfter", "toFind", "evaluated", "nFeasible", "bestTotal", "nBest", "nodes"})
    void a_change_to_a_recorded_search_is_found(String key) throws IOException {
        JsonNode root = Folder.json(SharedData.at(SAMPLING + "/v001.json"));
        ObjectNode pod = null;
        for (JsonNode step : root.path("steps")) {
            pod = pod == null && step.path("op").asText().equals("pod") && step.has(key) ? (ObjectNode) step : pod;
        }
        assertThat(pod).isNotNull();
        pod.put(key, pod.path(key).asInt() + 1);
        Path spoilt = Files.writeString(folder.resolve("spoilt.json"), root.toString());

        Call call = Call.wavetank("conformance", "kube-sampling", spoilt);

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out())
                .contains(
                        "first difference, spoilt.json: pod " + pod.path("pod").asText());
    }

    private static void spoil(ObjectNode decision, String pointer) {
        int end = pointer.lastIndexOf('/');
        String key = pointer.substring(end + 1);
        JsonNode holder = decision.at(pointer.substring(0, end));
        JsonNode value = decision.at(pointer);
        if (holder instanceof ObjectNode object) {
            if (value.isInt()) {
                object.put(key, value.intValue() + 1);
            } else if (value.isBoolean()) {
                object.put(key, !value.booleanValue());
            } else {
                object.put(key, key.equals("node") ? "n000" : value.asText() + "x");
            }
        } else if (value.isInt()) {
            ArrayNode array = (ArrayNode) holder;
            int other = key.equals("0") && array.size() == 1 ? (value.intValue() + 1) % 2 : value.intValue() + 1;
            array.set(Integer.parseInt(key), other);
        } else {
            ((ArrayNode) holder).set(Integer.parseInt(key), value.asText() + "x");
        }
    }

    @Test
    void files_are_told_apart_by_content_and_packed_ones_are_read() throws IOException {
        byte[] kube = Files.readAllBytes(SharedData.at(CASES + "/d002.json"));
        Files.write(folder.resolve("one"), kube);
        Files.write(folder.resolve("two.txt"), SmallInputs.gzip(new String(kube, StandardCharsets.UTF_8)));
        Files.copy(SharedData.at(SAMPLING + "/v002.json"), folder.resolve("d003.json"));
        Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("empty.json"), "");
        Files.writeString(folder.resolve("notes.md"), "# Notes");

        Call call = Call.wavetank("conformance", "kube", folder).succeeded();

        assertThat(call.out()).contains("Passed over, 4 of another kind: d003.json, empty.json, notes.md, other.json");
        assertThat(call.out().lines()).last().asString().startsWith("conformance kube: files=2 ");
    }

    @Test
    void a_file_that_cannot_be_read_is_named_with_its_line() throws IOException {
        String text = Files.readString(SharedData.at(CASES + "/d002.json"));
        Path torn = Files.writeString(folder.resolve("torn.json"), text.substring(0, text.length() / 2));
        Call.wavetank("conformance", "kube", torn).failed(2, "torn.json:", "not JSON");

        byte[] packed = SmallInputs.gzip(text);
        Path tornPack = Files.write(folder.resolve("torn.json.gz"), Arrays.copyOf(packed, packed.length / 2));
        Call.wavetank("conformance", "kube", tornPack).failed(2, "torn.json.gz", "cannot be unpacked");

        Path wrong =
                Files.writeString(folder.resolve("wrong.json"), text.replace("\"LeastAllocated\"", "\"Greatest\""));
        Call.wavetank("conformance", "kube", wrong).failed(2, "wrong.json", "Greatest", "NodeResourcesFit");
    }

    @Test
    void a_place_without_such_files_is_a_mistake() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
        Call.wavetank("conformance", "kube-sampling", folder).failed(2, "no recorded file of the kind 'kube-sampling'");
    }
}

package io.wavetank.experiment.scenario;

import static io.wavetank.experiment.scenario.Mistake.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no scenario at all, or more than can be read. */
final class YamlMistakesTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // YAML itself
                new Mistake(
                        "a: [1\n",
                        "s.yaml:2:1: this is not YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>; expected 'key: value', '- item' or {key: value}"),
                new Mistake(
                        "run:\n\tseed: 1\n",
                        "s.yaml:2:1: a tab stands where blanks are wanted; expected blanks to set lines in"),
                new Mistake(
                        "",
                        "s.yaml:1:1: the file is empty; expected a scenario ('wavetank init' writes one to start from)"),
                new Mistake(
                        "# nothing\n",
                        "s.yaml:1:1: the file is empty; expected a scenario ('wavetank init' writes one to start from)"),
                new Mistake(
                        HEAD + "---\n" + HEAD, "s.yaml:3:1: a second document begins; expected one scenario in a file"),
                new Mistake(
                        "name: !!str 5\n",
                        "s.yaml:1:7: tag 'tag:yaml.org,2002:str' means nothing here; expected a value without a tag"),
                new Mistake(
                        "name: &a [*a]\n", "s.yaml:1:11: alias *a stands within what it stands for; expected an end"),
                new Mistake(
                        "name: *a\n",
                        "s.yaml:1:7: alias *a stands for nothing; expected the name of an anchor (&a) further up"),
                // allocs and usage
                new Mistake("? [a]\n: 1\n", "s.yaml:1:3: this cannot be a key; expected a word"),
                new Mistake("name: \"a\u0001\"\n", "s.yaml:1:9: this character cannot stand in YAML; expected text"),
                new Mistake("[".repeat(100_000), "s.yaml:1:66: nested more than 64 deep; expected a scenario"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_one_line_with_its_place(Mistake mistake) throws IOException {
        mistake.isSaid(folder);
    }

    @Test
    void very_many_mistakes_are_counted() throws IOException {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 100; i++) {
            text.append("key").append(i).append(": 1\n");
        }

        assertThat(Written.faults(folder, text.toString())).hasSize(21).last().isEqualTo("... and 80 more");
    }

    @Test
    void aliases_that_unfold_to_a_gigabyte_are_refused_where_they_pass_the_bound() throws IOException {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a" + i + ": &a" + i + " [");
            for (int j = 0; j < 10; j++) {
                text.append(j == 0 ? "" : ", ").append("*a").append(i - 1);
            }
            text.append("]\n");
        }

        assertThat(Written.faults(folder, text.toString()))
                .containsExactly("s.yaml:6:10: more than 200000 values, aliases unfolded; expected fewer, such as "
                        + "'count: 500' for a group of nodes");
    }

    @Test
    void aliases_in_moderation_are_fine() throws Exception {
        String text = """
                cluster:
                  nodes:
                    - {name: "a-{i}", count: 2, capacity: &big {cpu: 32, memory: 64Gi}}
                    - {name: "b-{i}", count: 2, capacity: *big}
                workload: {generate: {model: mixed-day}}
                policies: {scheduler: first-fit}
                """;

        assertThat(Written.read(folder, text).cluster().nodes()).hasSize(4);
    }

    @Test
    void files_that_are_none() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[(4 << 20) + 1]);

        assertThat(said(latin)).isEqualTo(latin + ":1:10: this is not UTF-8; expected UTF-8 text");
        assertThat(said(large)).isEqualTo(large + ":1:1: the file is larger than 4 MiB; expected a scenario");
        assertThat(said(folder)).isEqualTo(folder + ":1:1: this is a folder; expected a scenario file");
        assertThat(said(latin.resolve("none.yaml")))
                .isEqualTo(
                        latin.resolve("none.yaml") + ":1:1: it cannot be read (Not a directory); expected a scenario");
        assertThat(said(folder.resolve("none.yaml")))
                .isEqualTo(
                        folder.resolve("none.yaml")
                                + ":1:1: there is no such file; expected a scenario ('wavetank init' writes one to start from)");
    }

    private static String said(Path file) throws IOException {
        try {
            Scenario.read(file, List.of());
            return "";
        } catch (ScenarioException e) {
            return String.join("\n", e.lines());
        }
    }
}

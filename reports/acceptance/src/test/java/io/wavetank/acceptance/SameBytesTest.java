package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wavetank.policy.Draws;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scenario and seed give the same bytes: every file on one machine, whatever its settings; JSON and CSV on any JDK. One file may
 * differ, {@code environment.json}, which says where and when.
 */
final class SameBytesTest {
    private static final Predicate<String> ALL = name -> !name.equals("environment.json");
    private static final Predicate<String> FIGURES =
            ALL.and(name -> name.endsWith(".json") || name.contains(".csv") || name.contains(".jsonl"));

    @TempDir
    private static Path folder;

    private static Path reference;

    @BeforeAll
    static void run_once() throws IOException {
        Files.writeString(folder.resolve("nodes.csv"), nodes());
        Files.writeString(folder.resolve("pods.csv"), pods(600));
        reference = folder.resolve("reference");
        Call.wavetank(arguments(5, reference)).succeeded();
    }

    @Test
    void a_second_run_gives_the_same_bytes() throws IOException {
        Path again = folder.resolve("again");
        Call.wavetank(arguments(5, again)).succeeded();

        assertThat(Folder.files(again)).isEqualTo(Folder.files(reference));
        assertSame(Folder.digests(again, ALL), Folder.digests(reference, ALL));
    }

    /** Guards the tests of this class: their files are many, and hold letters that a wrong charset would spoil. */
    @Test
    void the_files_that_are_compared_are_there() throws IOException {
        assertThat(Folder.files(reference))
                .contains(
                        "run.json",
                        "summary.json",
                        "summary.csv",
                        "report.html",
                        "random/tasks.csv.gz",
                        "random/timeline.csv.gz",
                        "random/events.jsonl.gz",
                        "charts/pending.svg",
                        "charts/pending.png");
        assertThat(Folder.lines(reference.resolve("random/tasks.csv.gz")))
                .anyMatch(line -> line.contains("größe-ı-٣-"));
        assertThat(Folder.lines(reference.resolve("random/events.jsonl.gz")))
                .anyMatch(line -> line.contains("größe-ı-٣-"));
    }

    @Test
    void the_seed_decides_what_is_random_and_nothing_else() throws IOException {
        Path other = folder.resolve("other-seed");
        Call.wavetank(with(arguments(6, other), "--no-charts")).succeeded();

        for (String random : List.of("random", "power-of-d_d=3")) {
            assertThat(Folder.unpacked(other.resolve(random + "/tasks.csv.gz")))
                    .isNotEqualTo(Folder.unpacked(reference.resolve(random + "/tasks.csv.gz")));
        }
        assertThat(Folder.unpacked(other.resolve("best-fit/tasks.csv.gz")))
                .isEqualTo(Folder.unpacked(reference.resolve("best-fit/tasks.csv.gz")));
    }

    @Test
    void the_number_of_workers_changes_nothing() throws IOException {
        Path one = folder.resolve("one-worker");
        Path many = folder.resolve("many-workers");
        Call.wavetank(with(arguments(5, one), "--no-charts", "--replications", 3, "--workers", 1))
                .succeeded();
        Call.wavetank(with(arguments(5, many), "--no-charts", "--replications", 3, "--workers", 5))
                .succeeded();

        assertSame(Folder.digests(many, ALL), Folder.digests(one, ALL));
        assertThat(Folder.json(one.resolve("run.json"))
                        .at("/scenario/run/replications")
                        .asInt())
                .isEqualTo(3);
        assertThat(Folder.unpacked(one.resolve("random/r0/tasks.csv.gz")))
                .isEqualTo(Folder.unpacked(reference.resolve("random/tasks.csv.gz")));
        assertThat(Folder.unpacked(one.resolve("random/r1/events.jsonl.gz")))
                .isNotEqualTo(Folder.unpacked(one.resolve("random/r0/events.jsonl.gz")));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "Turkish",
                        List.of(
                                "-Duser.language=tr",
                                "-Duser.country=TR",
                                "-Dfile.encoding=ISO-8859-9",
                                "-Duser.timezone=Asia/Istanbul")),
                Arguments.of(
                        "Arabic digits",
                        List.of(
                                "-Duser.language=ar",
                                "-Duser.country=EG",
                                "-Duser.extensions=nu-arab",
                                "-Dfile.encoding=UTF-16",
                                "-Duser.timezone=Pacific/Chatham")),
                Arguments.of(
                        "Devanagari digits",
                        List.of(
                                "-Duser.language=hi",
                                "-Duser.country=IN",
                                "-Duser.extensions=nu-deva",
                                "-Dfile.encoding=US-ASCII",
                                "-Duser.timezone=Asia/Kolkata")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void locale_charset_and_zone_change_nothing(String name, List<String> options) throws Exception {
        Path other = folder.resolve(name);

        Call call = Call.inJvm(options, arguments(5, other));

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertSame(Folder.digests(other, ALL), Folder.digests(reference, ALL));
    }

    @Test
    void another_jdk_gives_the_same_figures() throws Exception {
        Path java = otherJava();
        Path other = folder.resolve("other-jdk");
        Path plain = folder.resolve("this-jdk");
        Call.wavetank(with(arguments(5, plain), "--no-charts")).succeeded();

        Call call = Call.finished(
                new ProcessBuilder(Call.javaCommand(java, List.of(), with(arguments(5, other), "--no-charts"))));

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(Folder.json(other.resolve("environment.json")).get("java").asText())
                .isNotEqualTo(Folder.json(plain.resolve("environment.json"))
                        .get("java")
                        .asText());
        assertSame(Folder.contents(other, FIGURES), Folder.contents(plain, FIGURES));
    }

    /** The java of another feature version: in WAVETANK_OTHER_JDK, else among the folders beside this JDK's. */
    private static Path otherJava() throws IOException {
        String named = System.getenv().getOrDefault("WAVETANK_OTHER_JDK", "");
        List<Path> candidates = new ArrayList<>();
        if (named.isEmpty()) {
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            try (Stream<Path> siblings = Files.list(home.resolveSibling(""))) {
                siblings.sorted().forEach(candidates::add);
            }
        } else {
            candidates.add(Path.of(named));
        }
        candidates.removeIf(home -> !usable(home));
        assumeTrue(
                !candidates.isEmpty(),
                "SKIPPED: no JDK of another version from 17 on beside " + System.getProperty("java.home")
                        + "; name one in WAVETANK_OTHER_JDK");
        return candidates.get(0).resolve("bin/java");
    }

    private static boolean usable(Path home) {
        int version = version(home.resolve("release"));
        return version >= 17 && version != Runtime.version().feature() && Files.isExecutable(home.resolve("bin/java"));
    }

    private static int version(Path release) {
        try (BufferedReader lines = Files.newBufferedReader(release)) {
            return lines.lines()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.", 2)[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same files with the same bytes; a failure names the files alone. */
    private static void assertSame(Map<String, String> found, Map<String, String> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        assertThat(found.keySet().stream().filter(name -> !Objects.equals(found.get(name), expected.get(name))))
                .as("files that differ")
                .isEmpty();
    }

    private static Object[] arguments(long seed, Path place) {
        return new Object[] {
            "run",
            "--trace",
            folder.resolve("pods.csv"),
            "--nodes",
            folder.resolve("nodes.csv"),
            "--scheduler",
            "random,best-fit,power-of-d:d=3",
            "--decision-time-per-node",
            "10ms",
            "--events",
            "--seed",
            seed,
            "-o",
            place
        };
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
    }

    private static String nodes() {
        var text = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
        for (int node = 0; node < 12; node++) {
            text.append("knoten-ş-").append(node).append(node < 4 ? ",16000,65536,4,T4\n" : ",32000,65536,0,\n");
        }
        return text.toString();
    }

    private static String pods(int count) {
        Draws draws = new Draws(1, 0).stream("pods");
        var text = new StringBuilder(SmallInputs.POD_COLUMNS);
        long now = 0;
        for (int pod = 0; pod < count; pod++) {
            now += draws.below(40, pod, 0);
            boolean gpu = draws.below(4, pod, 1) == 0;
            long end = now + 1 + draws.below(2000, pod, 2);
            text.append("größe-ı-٣-").append(pod).append(',');
            text.append(500 * (1 + draws.below(16, pod, 3))).append(',');
            text.append(1024 * (1 + draws.below(8, pod, 4)));
            text.append(gpu ? ",1,500,T4" : ",0,0,").append(",LS,Running,");
            text.append(now).append(',').append(end).append(',').append(now).append('\n');
        }
        return text.toString();
    }
}

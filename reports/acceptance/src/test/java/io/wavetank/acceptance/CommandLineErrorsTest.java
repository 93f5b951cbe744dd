package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A user's mistake is answered with one line that names the thing, where it is and what to do, and with exit code 2; nothing is left at the place
 * of the results or beside it, and results that were there stay as they were.
 */
final class CommandLineErrorsTest {
    private static final String POD = "p,1000,1024,0,0,,LS,Running,";

    @TempDir
    private static Path folder;

    /** What is wrong, the command without {@code -o}, and what the line must hold. */
    private record Mistake(String name, List<Object> command, List<String> said) {
        Mistake(String name, List<Object> command, String... said) {
            this(name, command, List.of(said));
        }

        /** The same with more behind the command. */
        Mistake with(Object... more) {
            return new Mistake(
                    name, Stream.concat(command.stream(), Stream.of(more)).toList(), said);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() throws IOException {
        var files = new SmallInputs(folder);
        return Stream.of(files(files), rows(files), jobs(files), options(files)).flatMap(group -> group);
    }

    private static Stream<Mistake> files(SmallInputs files) {
        byte[] packed = SmallInputs.gzip(SmallInputs.PODS);
        byte[] corrupt = packed.clone();
        corrupt[packed.length / 2] ^= 0x55;
        byte[] wrongSum = packed.clone();
        wrongSum[packed.length - 6] ^= 0x55;
        return Stream.of(
                pods("a missing trace", files, files.at("none.csv"), "none.csv: no such file"),
                pods("an empty trace", files, files.write("empty.csv", ""), "empty.csv: is empty"),
                pods("a folder for a trace", files, folder, folder.toString()),
                pods("a blank trace", files, files.write("blank.csv", "\n\n"), "blank.csv", "blank"),
                pods(
                        "no trace at all",
                        files,
                        files.write("poem.txt", "Tyger Tyger\n"),
                        "poem.txt:1",
                        "'wavetank traces'"),
                pods(
                        "a head line alone",
                        files,
                        files.write("head.csv", SmallInputs.POD_COLUMNS),
                        "head.csv",
                        "no rows"),
                pods("a corrupt gz", files, files.write("corrupt.csv.gz", corrupt), "corrupt.csv.gz"),
                pods("a gz with a wrong checksum", files, files.write("sum.csv.gz", wrongSum), "sum.csv.gz"),
                pods(
                        "a truncated gz",
                        files,
                        files.write("short.csv.gz", Arrays.copyOf(packed, packed.length - 12)),
                        "short.csv.gz"),
                pods("a gz of two bytes", files, files.write("two.csv.gz", Arrays.copyOf(packed, 2)), "two.csv.gz"),
                pods("a zip", files, files.write("pods.zip", "PK\u0003\u0004 and so on"), "pods.zip", "unpack"),
                nodes("missing nodes", files, files.at("none.csv"), "none.csv: no such file"),
                nodes("empty nodes", files, files.write("empty.csv", ""), "empty.csv: is empty"),
                nodes("pods for nodes", files, files.at("pods.csv"), "pods.csv", "this is a list of pods"),
                pods("nodes for pods", files, files.at("nodes.csv"), "nodes.csv", "this is a list of nodes"),
                new Mistake(
                        "no nodes",
                        List.of("run", "--trace", files.at("pods.csv"), "--scheduler", "first-fit"),
                        "--nodes FILE"));
    }

    private static Stream<Mistake> rows(SmallInputs files) {
        String columns = SmallInputs.POD_COLUMNS;
        String sound = POD + "0,10,0\n";
        String head = "sn,cpu_milli,memory_mib,gpu,model\n";
        return Stream.of(
                pods(
                        "a pod with 3 fields",
                        files,
                        files.write("three.csv", columns + sound + "a,1,2\n"),
                        "three.csv:3: ",
                        "3"),
                pods(
                        "a word for a number",
                        files,
                        files.write("word.csv", columns + "a,many,1,0,0,,LS,Running,0,1,0\n"),
                        "word.csv:2: ",
                        "cpu_milli",
                        "many"),
                pods(
                        "a negative duration",
                        files,
                        files.write("negative.csv", columns + sound + POD + "50,40,50\n"),
                        "negative.csv:3: ",
                        "deletion_time"),
                pods(
                        "a negative time",
                        files,
                        files.write("before.csv", columns + POD + "-5,40,1\n"),
                        "before.csv:2: ",
                        "creation_time",
                        "-5"),
                pods(
                        "a negative amount",
                        files,
                        files.write("less.csv", columns + "a,-1,1,0,0,,LS,Running,0,1,0\n"),
                        "less.csv:2: ",
                        "cpu_milli"),
                pods(
                        "half of two GPUs",
                        files,
                        files.write("half.csv", columns + "a,1,1,2,500,,LS,Running,0,1,0\n"),
                        "half.csv:2: ",
                        "gpu_milli"),
                pods(
                        "pods without times",
                        files,
                        files.write("multigpu.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1,1,0,0\n"),
                        "multigpu.csv:1: ",
                        "creation_time",
                        "openb_pod_list_default.csv"),
                nodes(
                        "a node with 0 CPU",
                        files,
                        files.write("zero.csv", head + "n,1000,1024,0,\nm,0,1024,0,\n"),
                        "zero.csv:3: ",
                        "cpu_milli"),
                nodes(
                        "a node with 3 fields",
                        files,
                        files.write("thin.csv", head + "n,1000,1024\n"),
                        "thin.csv:2: ",
                        "3"),
                nodes(
                        "a node with a word for a number",
                        files,
                        files.write("size.csv", head + "n,big,1024,0,\n"),
                        "size.csv:2: ",
                        "big"),
                nodes(
                        "two nodes of one name",
                        files,
                        files.write("twins.csv", head + "n,1000,1024,0,\nn,1000,1024,0,\n"),
                        "twins.csv:3: ",
                        "'n'"),
                nodes(
                        "nodes beyond 64 bits",
                        files,
                        files.write("huge.csv", head + "n,9000000000000000000,1,0,\nm,9000000000000000000,1,0,\n"),
                        "huge.csv:3: ",
                        "cpu_milli"));
    }

    private static Stream<Mistake> jobs(SmallInputs files) {
        String head = "; MaxProcs: 4\n";
        return Stream.of(
                jobs(
                        "a job with 3 fields",
                        files.write("three.swf", head + SmallInputs.JOB_1 + "2 5 1\n"),
                        "three.swf:3: ",
                        "18"),
                jobs(
                        "a job with a word for a number",
                        files.write("word.swf", head + SmallInputs.JOB_1.replace(" 100 ", " long ")),
                        "word.swf:2: ",
                        "long"),
                jobs(
                        "a job with a negative duration",
                        files.write("negative.swf", head + SmallInputs.JOB_1.replace(" 100 ", " -100 ")),
                        "negative.swf:2: ",
                        "run time",
                        "-100"),
                jobs(
                        "a log that does not say on how many processors",
                        files.write("open.swf", "; a log\n" + SmallInputs.JOB_1),
                        "open.swf",
                        "--processors"),
                jobs("0 processors", files.at("jobs.swf"), "--processors", "0").with("--processors", 0),
                jobs("-3 processors", files.at("jobs.swf"), "--processors", "-3")
                        .with("--processors", -3),
                jobs("some processors", files.at("jobs.swf"), "--processors", "some")
                        .with("--processors", "some"),
                jobs("jobs on nodes", files.at("jobs.swf"), "--processors").with("--nodes", files.at("nodes.csv")));
    }

    private static Stream<Mistake> options(SmallInputs files) {
        return Stream.of(
                named(files, "best-fitt", "'best-fitt'; did you mean best-fit"),
                named(files, "frist-fit", "'frist-fit'; did you mean first-fit"),
                named(files, "first-fit,first-fit", "'first-fit' is named twice"),
                named(files, "first-fit,,best-fit", "Unknown scheduler ''"),
                named(files, "best-fit:quue=skip", "no option 'quue'; it has queue"),
                named(files, "best-fit:queue=maybe", "queue", "skip, head-of-line", "'maybe'"),
                named(files, "best-fit:queue", "key=value expected"),
                named(files, "best-fit:queue=skip:queue=skip", "queue", "twice"),
                named(files, "power-of-d:d=0", "d: a whole number from 1 to 1000 expected, got '0'"),
                with(files, "an unknown format", List.of("--format", "alibaba-opnb"), "did you mean alibaba-openb"),
                with(files, "an unknown option", List.of("--sede", "3"), "--sede", "--seed"),
                with(files, "a word for the seed", List.of("--seed", "lucky"), "--seed", "lucky"),
                with(files, "weeks", List.of("--until", "3weeks"), "--until", "'3weeks'", "ns, us, ms, s, min, h or d"),
                with(files, "a time without unit", List.of("--decision-time", "5"), "--decision-time", "'5'"),
                with(
                        files,
                        "half a nanosecond",
                        List.of("--decision-time", "0.5ns"),
                        "'0.5ns' is finer than is counted"),
                with(files, "a time too long", List.of("--until", "400000d"), "--until", "292 years"),
                with(files, "thinking beyond the end of time", List.of("--decision-time", "106751d"), "292 years"),
                with(
                        files,
                        "a batch beyond the end of time",
                        List.of("--batch-interval", "106751d", "--decision-time", "1000d"),
                        "292 years"),
                with(files, "a batch size alone", List.of("--batch-size", "3"), "--batch-interval"),
                with(
                        files,
                        "batches of nothing",
                        List.of("--batch-interval", "1s", "--batch-size", "0"),
                        "--batch-size"),
                with(files, "a batch interval of 0", List.of("--batch-interval", "0s"), "--batch-interval"),
                with(files, "no replications", List.of("--replications", "0"), "--replications", "not 0"),
                with(files, "no workers", List.of("--workers", "-2"), "--workers", "not -2"),
                new Mistake("a mistyped required option", List.of("run", "--trcae", "x"), "--trcae"),
                new Mistake("nothing required", List.of("run"), "--trace", "--scheduler", "wavetank run --help"));
    }

    private static Mistake pods(String name, SmallInputs files, Object trace, String... said) {
        return new Mistake(
                name,
                List.of("run", "--trace", trace, "--nodes", files.at("nodes.csv"), "--scheduler", "first-fit"),
                said);
    }

    private static Mistake nodes(String name, SmallInputs files, Object nodes, String... said) {
        return new Mistake(
                name,
                List.of("run", "--trace", files.at("pods.csv"), "--nodes", nodes, "--scheduler", "first-fit"),
                said);
    }

    private static Mistake jobs(String name, Object trace, String... said) {
        return new Mistake(name, List.of("run", "--trace", trace, "--scheduler", "first-fit"), said);
    }

    private static Mistake named(SmallInputs files, String schedulers, String... said) {
        return new Mistake(
                "scheduler " + schedulers,
                List.of(
                        "run",
                        "--trace",
                        files.at("pods.csv"),
                        "--nodes",
                        files.at("nodes.csv"),
                        "--scheduler",
                        schedulers),
                said);
    }

    private static Mistake with(SmallInputs files, String name, List<Object> options, String... said) {
        Mistake sound = pods(name, files, files.at("pods.csv"), said);
        return sound.with(options.toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_costs_one_line_and_leaves_nothing(Mistake mistake, @TempDir Path beside) throws IOException {
        wavetank(mistake, beside.resolve("out")).failed(2, mistake.said().toArray(String[]::new));

        assertThat(Folder.names(beside)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void results_that_are_there_stay_as_they_are(Mistake mistake, @TempDir Path beside) throws IOException {
        Path place = beside.resolve("out");
        soundRun(new SmallInputs(folder), place);
        var before = Folder.digests(beside, name -> true);

        wavetank(mistake, place).failed(2, mistake.said().toArray(String[]::new));

        assertThat(Folder.digests(beside, name -> true)).isEqualTo(before);
        assertThat(Folder.names(beside)).containsExactly("out");
    }

    @Test
    void a_file_at_the_place_of_the_results_is_left_alone(@TempDir Path beside) throws IOException {
        Path place = Files.writeString(beside.resolve("out"), "mine");

        wavetank(sound(), place).failed(2, place.toString(), "is a file", "-o");

        assertThat(place).hasContent("mine");
        assertThat(Folder.names(beside)).containsExactly("out");
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone(@TempDir Path beside) throws IOException {
        Path place = Files.createDirectory(beside.resolve("out"));
        Files.writeString(place.resolve("thesis.tex"), "mine");

        wavetank(sound(), place).failed(2, place.toString(), "holds something other than results", "-o");

        assertThat(place.resolve("thesis.tex")).hasContent("mine");
        assertThat(Folder.names(beside)).containsExactly("out");
    }

    @Test
    void a_file_in_the_way_to_the_place_is_left_alone(@TempDir Path beside) throws IOException {
        Path file = Files.writeString(beside.resolve("file"), "mine");

        wavetank(sound(), file.resolve("out")).failed(2, file.toString());

        assertThat(file).hasContent("mine");
    }

    @Test
    void an_empty_folder_and_a_link_to_one_will_do(@TempDir Path beside) throws IOException {
        Path real = Files.createDirectory(beside.resolve("real"));
        Path link = Files.createSymbolicLink(beside.resolve("link"), real);

        wavetank(sound(), link).succeeded();

        assertThat(link).isSymbolicLink();
        assertThat(real.resolve("summary.json")).exists();
        assertThat(Folder.names(beside)).containsExactly("link", "real");
    }

    @Test
    void sub_commands_answer_in_one_line_too() throws IOException {
        Call.wavetank("runn").failed(2, "'runn'", "wavetank run");
        Call.wavetank("policies", "bestfit").failed(2, "'bestfit'; did you mean best-fit?");
        Call.wavetank("conformance").failed(2, "hpc");
        Call.wavetank("conformance", "hpc", folder.resolve("none")).failed(2, "no such file or folder");
        Path recorded = folder.resolve("recorded");
        Files.createDirectories(recorded.resolve("cases"));
        Call.wavetank("conformance", "mesos", recorded).failed(2, "name a folder in it: cases");
        Call.wavetank("demo", "--sede", "1").failed(2, "--sede");
        Call.wavetank("demo", "fail-over").failed(2, "'fail-over'; did you mean failover?");
        Call.wavetank("demo", "day", "more").failed(2, "'more' is one argument more than expected");
        Call.wavetank("demo", "--replications", "x").failed(2, "'x' is not a whole number");
        Call.wavetank("bench", "nope").failed(2, "'nope' is none of replay, kube, ");
        Call.wavetank("init", "--example", "meso").failed(2, "'meso'; did you mean mesos?");
    }

    @Test
    void no_name_is_that_of_a_file_or_folder() throws IOException {
        Call.wavetank("init", "").failed(2, "'' is no name of a file or folder");
        wavetank(sound(), Path.of("")).failed(2, "'--output'", "'' is no name of a file or folder");
        wavetank(sound(), folder.resolve("o".repeat(300))).failed(2, "File name too long", "name another place");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        wavetank(sound(), loop).failed(2, loop.toString(), "Too many levels of symbolic links");
    }

    @Test
    void the_launcher_passes_the_exit_code_and_the_line_on(@TempDir Path beside) throws Exception {
        var files = new SmallInputs(folder);
        Call.launched("run", "--trace", files.at("none.csv"), "--scheduler", "first-fit", "-o", beside.resolve("out"))
                .failed(2, "none.csv: no such file");

        assertThat(Folder.names(beside)).isEmpty();
    }

    private static Call wavetank(Mistake command, Path place) {
        Object[] words = Stream.concat(command.command().stream(), Stream.of("--no-charts", "-o", place))
                .toArray();
        return Call.wavetank(words);
    }

    private static Mistake sound() {
        var files = new SmallInputs(folder);
        return pods("none", files, files.at("pods.csv"));
    }

    private static void soundRun(SmallInputs files, Path place) {
        wavetank(pods("none", files, files.at("pods.csv")), place).succeeded();
    }
}

package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk and a sudden end leave either the old results or none, and no half of the new ones in their place. */
final class InterruptedRunTest {
    private static final List<String> PLAIN_JVM = List.of("-Xmx300m");

    @TempDir
    private static Path inputs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_inputs() {
        new SmallInputs(inputs);
    }

    /** Files may not grow beyond 64 KiB, so that {@code tasks.csv.gz} cannot be written. */
    @Test
    void a_file_that_cannot_grow_is_one_line_and_exit_code_1() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: no /bin/bash, which limits the size of files");
        Path place = folder.resolve("out");

        demo(List.of("/bin/bash", "-c", "ulimit -f 64 && exec \"$@\"", "bash"), place)
                .failed(1, "cannot write", "nothing was left half written");
        assertThat(Folder.names(folder)).isEmpty();

        smallRun(place);
        var before = Folder.digests(place, name -> true);
        demo(List.of("/bin/bash", "-c", "ulimit -f 64 && exec \"$@\"", "bash"), place)
                .failed(1, "cannot write", "nothing was left half written");
        assertThat(Folder.digests(place, name -> true)).isEqualTo(before);
        assertThat(Folder.names(folder)).containsExactly("out");
    }

    /** The contract does not fit, after the files before it did. */
    @Test
    void a_policy_that_cannot_be_written_whole_is_not_begun() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: no /bin/bash, which limits the size of files");
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", "ulimit -f 64 && exec \"$@\"", "bash"));
        command.addAll(
                Call.javaCommand(Call.thisJava(), PLAIN_JVM, "init", "policy", folder.resolve("my/policies/mine")));

        Call.finished(new ProcessBuilder(command)).failed(1, "cannot write", "nothing was left half written");

        assertThat(Folder.names(folder)).isEmpty();
    }

    /** The disk is a file system in memory of 256 KiB, in a name space of this process's own. */
    @Test
    void a_full_disk_is_one_line_and_exit_code_1() throws Exception {
        String mount = "mount -t tmpfs -o size=256k none \"$0\"";
        Call possible =
                Call.finished(new ProcessBuilder("/bin/sh", "-c", "unshare -rm /bin/sh -c '" + mount + "' " + folder));
        assumeTrue(
                possible.exitCode() == 0, "SKIPPED: no tiny disk: unshare and mount of a tmpfs are not allowed here");
        Path place = folder.resolve("out");

        Call call = demo(
                List.of(
                        "unshare",
                        "-rm",
                        "/bin/sh",
                        "-c",
                        mount + " && { \"$@\"; code=$?; ls -A \"$0\"; exit $code; }",
                        folder.toString()),
                place);

        call.failed(1, "cannot write", "No space left on device", "nothing was left half written");
    }

    @Test
    void a_run_that_is_killed_leaves_nothing_in_its_place_and_the_next_one_cleans_up() throws Exception {
        Path place = folder.resolve("out");

        kill(place);
        assertThat(place).doesNotExist();
        assertThat(Folder.names(folder)).singleElement().asString().startsWith(".out.partial-");

        smallRun(place);
        assertThat(Folder.names(folder)).containsExactly("out");
    }

    @Test
    void a_run_that_is_killed_leaves_the_old_results() throws Exception {
        Path place = folder.resolve("out");
        smallRun(place);
        var before = Folder.digests(place, name -> true);

        kill(place);
        assertThat(Folder.digests(place, name -> true)).isEqualTo(before);

        smallRun(place);
        assertThat(Folder.names(folder)).containsExactly("out");
    }

    /** As by Ctrl-C: the process may still do something. */
    @Test
    void a_run_that_is_interrupted_leaves_the_old_results_and_nothing_else() throws Exception {
        Path place = folder.resolve("out");
        smallRun(place);
        var before = Folder.digests(place, name -> true);

        Process interrupted = begun(place);
        interrupted.destroy();
        interrupted.waitFor();

        assertThat(Folder.names(folder)).containsExactly("out");
        assertThat(Folder.digests(place, name -> true)).isEqualTo(before);
    }

    /** The moment between the two moves, when the old results are out of the way and the new ones not yet in place. */
    @Test
    void results_that_a_killed_run_was_about_to_replace_come_back_when_the_next_one_fails() throws Exception {
        Path place = folder.resolve("out");
        smallRun(place);
        var before = Folder.digests(place, name -> true);
        String dead = ".out.partial-" + deadProcess();
        Files.move(place, folder.resolve(dead + ".old"));
        Files.createDirectory(folder.resolve(dead));

        demo(List.of("/bin/bash", "-c", "ulimit -f 64 && exec \"$@\"", "bash"), place)
                .failed(1, "cannot write");

        assertThat(Folder.names(folder)).containsExactly("out");
        assertThat(Folder.digests(place, name -> true)).isEqualTo(before);
    }

    /** What belongs to a run that is still alive, or to another place, is not cleaned up. */
    @Test
    void the_folders_of_others_are_left_alone() throws Exception {
        List<String> others = List.of(
                ".out.partial-1", ".out.partial-x", ".out2.partial-" + deadProcess(), "out.partial-" + deadProcess());
        for (String other : others) {
            Files.createDirectory(folder.resolve(other));
        }

        smallRun(folder.resolve("out"));

        assertThat(Folder.names(folder)).contains("out").containsAll(others);
    }

    private static long deadProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    /** Kills a run as soon as it has begun to write. */
    private void kill(Path place) throws IOException, InterruptedException {
        begun(place).destroyForcibly().waitFor();
    }

    /** A run that has begun to write. */
    private Process begun(Path place) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Call.javaCommand(Call.thisJava(), PLAIN_JVM, "demo", "-o", place))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && Folder.names(folder).stream().noneMatch(name -> name.startsWith(".out.partial-"))) {
            Thread.sleep(2);
        }
        return process;
    }

    private static void smallRun(Path place) {
        Call.wavetank(
                        "run",
                        "--trace",
                        inputs.resolve("pods.csv"),
                        "--nodes",
                        inputs.resolve("nodes.csv"),
                        "--scheduler",
                        "first-fit",
                        "--no-charts",
                        "-o",
                        place)
                .succeeded();
    }

    private static Call demo(List<String> wrapper, Path place) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(Call.javaCommand(Call.thisJava(), PLAIN_JVM, "demo", "--no-charts", "-o", place));
        return Call.finished(new ProcessBuilder(command));
    }
}

package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One call of the command line and what came of it.
 *
 * @param exitCode its exit code
 * @param out what it said on standard output
 * @param err what it said on standard error
 */
record Call(int exitCode, String out, String err) {
    private static final long MOST_MINUTES = 5;

    /** Runs the command line inside this process, which is fast. */
    static Call wavetank(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words(arguments).toArray(String[]::new));
        return new Call(exitCode, out.toString(), err.toString());
    }

    /** Runs the command line as users do, by {@code scripts/wavetank}. */
    static Call launched(Object... arguments) throws IOException, InterruptedException {
        List<String> command = words(arguments);
        command.add(0, Repository.launcher().toString());
        return finished(new ProcessBuilder(command));
    }

    /** Runs the command line in a JVM of its own with these options. */
    static Call inJvm(List<String> options, Object... arguments) throws IOException, InterruptedException {
        return finished(new ProcessBuilder(javaCommand(thisJava(), options, arguments)));
    }

    /** The command that runs the command line in a JVM of its own, with the classes of this one. */
    static List<String> javaCommand(Path java, List<String> options, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(
                List.of("-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words(arguments));
        return command;
    }

    static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Starts a process, waits for its end, and returns what it said. */
    static Call finished(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("wavetank-out", ".txt");
        Path err = Files.createTempFile("wavetank-err", ".txt");
        try {
            // without a home the launcher keeps no class archive, whose making would only cost time here
            builder.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME", "JAVA_TOOL_OPTIONS"));
            builder.environment().put("WAVETANK_PLUGINS", ""); // whatever is installed in this checkout
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("No end after " + MOST_MINUTES + " minutes: " + builder.command());
            }
            return new Call(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What stands in a file, whatever charset it is in. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<String> words(Object... arguments) {
        return new ArrayList<>(Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** Checks that all went well and that nothing was said about it on standard error. */
    Call succeeded() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return this;
    }

    /** Checks for this exit code and one line on standard error that holds all of these words, with nothing on standard output. */
    void failed(int code, String... words) {
        assertThat(err)
                .startsWith("wavetank: ")
                .endsWith(System.lineSeparator())
                .contains(words);
        assertThat(err.strip().lines()).hasSize(1);
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(code);
    }
}

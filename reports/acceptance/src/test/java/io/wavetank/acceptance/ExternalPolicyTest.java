package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that users bring: programs in any language, and jars. */
final class ExternalPolicyTest {
    private static final String HELLO = "read -r hello\necho '{\"protocol\":1}'\n";

    @TempDir
    private Path folder;

    /** A day that is too much for its nodes, so that tasks wait and the order in which they are tried matters. */
    private Path scenario(String... schedulers) throws IOException {
        return Files.writeString(
                folder.resolve("s.yaml"),
                "name: external\ncluster: {nodes: [{count: 12, name: 'n-{i}', capacity: {cpu: 32, memory: 128Gi, pods: 110}}]}\n"
                        + "workload: {generate: {model: mixed-day, nodes: 20, hours: 3}}\npolicies:\n  scheduler:\n  - "
                        + String.join("\n  - ", schedulers) + "\nrun: {replications: 1}\nreport: {charts: false}\n");
    }

    private String script(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("policy.sh"), body);
        return "{name: process, as: it, timeout: 3000, command: sh " + file + "}";
    }

    private String tasks(String scheduler) throws IOException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(folder.resolve("out/" + scheduler + "/tasks.csv.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf(',')))
                    .reduce("", (all, line) -> all + line + "\n");
        }
    }

    private static boolean python() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", "1").start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void first_fit_in_python_places_every_task_as_the_one_in_java_does() throws Exception {
        assumeTrue(python(), "there is no python3 on the path");
        Path mine = folder.resolve("mine");
        Call.wavetank("init", "policy", mine, "--language", "python").succeeded();

        Call.wavetank(
                        "run",
                        scenario("first-fit", "{name: process, as: mine, command: python3 " + mine + "/first_fit.py}"),
                        "-o",
                        folder.resolve("out"))
                .succeeded();

        assertThat(tasks("mine")).isEqualTo(tasks("first-fit"));
        assertThat(Files.readAllLines(mine.resolve("first_fit.py")).stream().filter(line -> !line.isBlank()))
                .hasSizeLessThan(30);
    }

    /** While it thinks a node goes, and what it had bound there is refused: it waits again, as under the policy in Java. */
    @Test
    void what_is_refused_in_python_waits_again() throws Exception {
        assumeTrue(python(), "there is no python3 on the path");
        Path mine = folder.resolve("mine");
        Call.wavetank("init", "policy", mine, "--language", "python").succeeded();
        Path file = scenario("first-fit", "{name: process, as: mine, command: python3 " + mine + "/first_fit.py}");
        Files.writeString(
                file,
                Files.readString(file).replace("policies:\n", "policies:\n  decision_time: {per_pass: 60s}\n")
                        + "faults:\n"
                        + IntStream.rangeClosed(1, 12)
                                .mapToObj(node ->
                                        "  - {at: " + (1800 + 307 * node) + "s, node: n-" + node + ", for: 20m}\n")
                                .collect(Collectors.joining()));

        Call.wavetank("run", file, "-o", folder.resolve("out")).succeeded();

        JsonNode runs = Folder.json(folder.resolve("out/summary.json")).path("runs");
        assertThat(runs.at("/1/refusals").asLong()).isPositive();
        assertThat(runs.at("/1/tasks/never_placed").asLong())
                .isEqualTo(runs.at("/0/tasks/never_placed").asLong());
        assertThat(runs.at("/1/tasks/finished").asLong())
                .isEqualTo(runs.at("/0/tasks/finished").asLong());
    }

    @Test
    void a_shell_script_is_asked_for_one_task_at_a_time() throws IOException {
        Path mine = folder.resolve("mine");
        Call.wavetank("init", "policy", mine, "--language", "shell").succeeded();

        Call.wavetank(
                        "run",
                        scenario(
                                "first-fit",
                                "{name: process, as: last, height: placement, command: sh " + mine + "/last_fit.sh}"),
                        "-o",
                        folder.resolve("out"))
                .succeeded();

        String first = tasks("last").lines().findFirst().orElseThrow();
        assertThat(first).contains(",n-12,");
        assertThat(tasks("last").lines().count())
                .isEqualTo(tasks("first-fit").lines().count());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "crashes         | read -r m; echo 'no luck' >&2; exit 3 | ended with exit code 3; its last words: 'no luck'",
                "closes          | exec >&-; sleep 20                    | closed its standard output",
                "hangs           | sleep 20                              | did not answer to the pass at;within 3000 ms",
                "does not read   | while true; do sleep 1; done          | did not answer to the pass at",
                "babbles         | read -r m; echo 'I like node 3'       | answered to the pass;'I like node 3';expected {\"decisions\"",
                "babbles JSON    | read -r m; echo '[1,2]'               | answered to the pass;'[1,2]'",
                "is too eager    | while read -r m; do echo '{\"decisions\":[]}'; echo '{\"decisions\":[]}'; done | wrote a line more than it was asked for",
                "decides nonsense| read -r m; echo '{\"decisions\":[{\"start\":1}]}'; read -r m | {\"start\":1};expected decisions of the form",
                "binds to nowhere| read -r m; echo '{\"decisions\":[{\"bind\":0,\"node\":99}]}'; read -r m | binds task 0 to node 99;a node from 0 to 11",
                "holds too long ago| read -r m; echo '{\"decisions\":[{\"hold\":0,\"node\":0,\"until\":-1}]}'; read -r m | {\"hold\":0,\"node\":0,\"until\":-1};a time not before",
                "releases nothing| read -r m; echo '{\"decisions\":[{\"release\":0}]}'; read -r m | releases task 0, for which no place is held",
                "binds elsewhere | read -r m; echo '{\"decisions\":[{\"hold\":0,\"node\":1,\"until\":99000000000000},{\"bind\":0,\"node\":2}]}'; read -r m | binds task 0 to node 2, which is held on node 1",
                "nominates nobody| read -r m; echo '{\"decisions\":[{\"nominate\":0,\"node\":12}]}'; read -r m | nominates node 12;or -1 for none",
                "binds twice     | read -r m; echo '{\"decisions\":[{\"bind\":0,\"node\":0},{\"bind\":0,\"node\":1}]}'; read -r m | task 0, which does not wait",
            })
    void a_process_that_goes_wrong_ends_in_one_line(String name, String body, String words) throws IOException {
        Call.wavetank("run", scenario(script(HELLO + body)), "-o", folder.resolve("out"))
                .failed(2, ("policy process 'sh;" + words).split(";", -1));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_place_can_be_held_and_taken_and_given_up() throws IOException {
        String body = """
                read -r m; echo '{"decisions":[{"hold":0,"node":5,"until":99000000000000}],"again":true}'
                read -r m; echo '{"decisions":[{"release":0}],"again":true}'
                read -r m; echo "$m" >> lost; echo '{"decisions":[{"nominate":0,"node":4},{"hold":0,"node":4,"until":99000000000000}],"again":true}'
                read -r m; echo '{"decisions":[{"bind":0,"node":4}]}'
                while read -r m; do echo '{"decisions":[]}'; done
                """;

        Call.wavetank(
                        "run",
                        scenario(script(HELLO + body.replace(">> lost", ">> " + folder.resolve("lost")))),
                        "-o",
                        folder.resolve("out"))
                .succeeded();

        assertThat(Files.readString(folder.resolve("lost")))
                .contains("{\"event\":\"place_lost\",\"task\":0,\"node\":5},{\"event\":\"submitted\"");
        List<String> started;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("out/tasks.csv.gz")))) {
            started = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(",n-"))
                    .toList();
        }
        assertThat(started).singleElement().asString().contains(",finished,n-5,");
    }

    @Test
    void one_that_puts_more_on_a_node_than_fits_is_told_apart_from_one_whose_thinking_took_too_long()
            throws IOException {
        String all = """
                while read -r m; do
                  echo "$m" | sed 's/"event":"submitted","task":{"task":/\\n@/g' | sed -n 's/^@\\([0-9]*\\),.*/{"bind":\\1,"node":0}/p' \\
                    | paste -sd, | sed 's/.*/{"decisions":[&]}/'
                done
                """;

        Call.wavetank("run", scenario(script(HELLO + all)), "-o", folder.resolve("out"))
                .failed(
                        2,
                        "binds task",
                        "to node 0 (n-1), where",
                        "are left and it asks for",
                        "no more on a node than fits");
    }

    @Test
    void a_program_that_is_not_there_is_named() throws IOException {
        Call.wavetank("run", scenario("{name: process, command: no-such-program x}"), "-o", folder.resolve("out"))
                .failed(2, "policy process 'no-such-program x' cannot be started");
    }

    @Test
    void a_server_is_asked_over_http_and_one_that_fails_is_named() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
            var thread = new Thread(() -> serve(server));
            thread.start();

            Call.wavetank(
                            "run",
                            scenario("{name: http, port: " + server.getLocalPort() + ", timeout: 3000}"),
                            "-o",
                            folder.resolve("out"))
                    .failed(2, "policy server http://localhost:", "the pass at", "status 500 'out of ideas'");
            thread.join();
        }
        Call.wavetank("run", scenario("{name: http, port: 1}"), "-o", folder.resolve("out"))
                .failed(2, "policy server http://localhost:1/ cannot be reached");
    }

    /** A thousand runs are remembered, those that asked last: the first is forgotten when a thousand others have greeted, and what is asked for it fails. */
    @Test
    void the_server_of_the_template_forgets_runs_that_have_not_asked_for_long() throws Exception {
        assumeTrue(python(), "there is no python3 on the path");
        Path mine = folder.resolve("mine");
        Call.wavetank("init", "policy", mine, "--language", "python").succeeded();
        int port;
        try (var free = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String script = mine.resolve("least_loaded_http.py").toString();
        Process server = new ProcessBuilder("python3", script, Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            var asked = new Asked(port);
            asked.awaitGreeting(1);
            assertThat(asked.place(1)).contains("\"node\": 3");
            assertThat(asked.place(1)).contains("\"node\": 4");
            for (int run = 2; run <= 1000; run++) {
                asked.greet(run);
            }
            assertThat(asked.place(1)).contains("\"node\": 3");
            for (int run = 1001; run <= 2000; run++) {
                asked.greet(run);
            }
            assertThat(asked.place(1001)).contains("\"node\": 3");
            assertThatThrownBy(() -> asked.place(1)).isInstanceOf(IOException.class);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** A server of the protocol, as it is asked by hand. */
    private record Asked(URI at, HttpClient client) {
        Asked(int port) {
            this(URI.create("http://127.0.0.1:" + port + "/"), HttpClient.newHttpClient());
        }

        /** The server takes a while to come up. */
        void awaitGreeting(int run) throws IOException, InterruptedException {
            for (int attempt = 0; ; attempt++) {
                try {
                    greet(run);
                    return;
                } catch (ConnectException e) {
                    if (attempt == 100) {
                        throw e;
                    }
                    Thread.sleep(100);
                }
            }
        }

        void greet(int run) throws IOException, InterruptedException {
            assertThat(post("{\"type\":\"hello\",\"run\":" + run + "}")).contains("\"protocol\": 1");
        }

        String place(int run) throws IOException, InterruptedException {
            return post("{\"type\":\"place\",\"run\":" + run + ",\"feasible\":[3,4]}");
        }

        private String post(String body) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(at)
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** Greets, then fails. */
    private static void serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String answer : List.of("200 OK {\"protocol\":1}", "500 No out of ideas")) {
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    String header = line.toLowerCase(Locale.ROOT);
                    length = header.startsWith("content-length: ") ? Integer.parseInt(header.substring(16)) : length;
                }
                assertThat(in.skip(length)).isEqualTo(length);
                String[] parts = answer.split(" ", 3);
                String response = "HTTP/1.1 " + parts[0] + " " + parts[1] + "\r\nContent-Length: " + parts[2].length()
                        + "\r\n\r\n" + parts[2];
                socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_jar_of_the_template_is_built_by_a_jdk_alone_and_its_policy_can_be_named() throws Exception {
        Path mine = folder.resolve("mine");
        Path jar = mine.resolve("my-policy.jar");
        Call.wavetank("init", "policy", mine).succeeded();
        var build = new ProcessBuilder("sh", mine.resolve("build.sh").toString());
        build.environment().put("PATH", Call.thisJava().getParent() + ":/usr/bin:/bin");
        assertThat(Call.finished(build).succeeded().out()).contains("Built my-policy.jar");

        assertThat(Call.wavetank("policies", "--plugin", jar, "my-policy")
                        .succeeded()
                        .out())
                .contains("the node with the most memory left");
        Call.wavetank("run", scenario("my-policy", "best-fit"), "--plugin", jar, "-o", folder.resolve("out"))
                .succeeded();
        assertThat(tasks("my-policy")).isNotEqualTo(tasks("best-fit"));
        assertThat(Files.readString(folder.resolve("out/run.json"))).contains("my-policy.jar\"", "sha256");
        Call.wavetank("policies", "--plugin", jar, "--plugin", jar)
                .failed(2, "--plugin " + jar + " is there already; name it once");
    }

    @Test
    void what_is_no_jar_of_policies_is_said() throws IOException {
        Path text = Files.writeString(folder.resolve("a.jar"), "not a jar");

        Call.wavetank("policies", "--plugin", text).failed(2, "--plugin " + text + ": not a jar");
        Call.wavetank("policies", "--plugin", folder.resolve("b.jar")).failed(2, "there is no such file");
    }
}

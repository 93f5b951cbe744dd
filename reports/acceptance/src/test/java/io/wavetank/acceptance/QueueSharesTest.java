package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wavetank.experiment.Digests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's schedulers, loaded as a plug-in with libraries of its own: queues get what their files promise, every time. */
final class QueueSharesTest {
    private static final int JAVA = 17;
    private static final double MILLION = 1e6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String plugin() {
        String jar = System.getProperty("wavetank.plugin.yarn", "");
        assumeTrue(
                !jar.isEmpty() && Files.isRegularFile(Path.of(jar)),
                "the module policies/yarn is not part of this build; -Dyarn builds it");
        return jar;
    }

    /** The example of the module, its files named in full, without the arm that preempts, on half of the nodes and in less than half of the time. */
    private Path scenario() throws IOException {
        String text = Files.readString(Repository.root().resolve("policies/yarn/example/queues.yaml"))
                .replace("count: 20", "count: 10")
                .replace("rate: 360/h", "rate: 180/h")
                .replace("rate: 240/h", "rate: 120/h")
                .replace("rate: 120/h, surges: [{at: 0s, duration: 30m", "rate: 60/h, surges: [{at: 0s, duration: 10m")
                .replace("duration: 15m", "duration: 5m")
                .replace("{time: 1h}", "{time: 25m}")
                .replace("until: 1h", "until: 25m")
                .replaceFirst(" *- name: yarn-capacity\\n *as: capacity-preempting\\n.*\\n.*\\n", "");
        return Files.writeString(
                folder.resolve("queues.yaml"),
                text.replace(": policies/yarn/", ": " + Repository.root().resolve("policies/yarn") + "/"));
    }

    private Path run(String out) throws IOException, InterruptedException {
        Path results = folder.resolve(out);
        Call.inJvm(List.of(), "run", scenario(), "--plugin", plugin(), "-o", results)
                .succeeded();
        return results;
    }

    /** The mean share of each queue over the last ten minutes. */
    private static SortedMap<String, Double> shares(Path results, String scheduler) throws IOException {
        SortedMap<String, Double> shares = new TreeMap<>();
        int rows = 0;
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Files.newInputStream(results.resolve(scheduler).resolve("timeline.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> names = List.of(String.valueOf(in.readLine()).split(",", -1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                if (Long.parseLong(cells[names.indexOf("t_ns")]) < 900_000_000_000L) {
                    continue;
                }
                rows++;
                for (String queue : List.of("production", "research", "adhoc")) {
                    double share =
                            Long.parseLong(cells[names.indexOf("dominant_share_" + queue + "_millionths")]) / MILLION;
                    shares.merge(queue, share, Double::sum);
                }
            }
        }
        int all = rows;
        shares.replaceAll((queue, sum) -> sum / all);
        return shares;
    }

    /** The files of Hadoop's that a run says that it read, with their digests. */
    private static List<String> filesRead(Path results) {
        List<String> read = new ArrayList<>();
        for (var each : Folder.json(results.resolve("run.json")).get("inputs")) {
            read.add(each.get("format").asText() + " " + each.get("sha256").asText());
        }
        return read;
    }

    private static String digest(String name) throws IOException {
        return Digests.sha256(Repository.root().resolve("policies/yarn/example").resolve(name));
    }

    private static List<String> hashes(Path results) throws IOException {
        return Pattern.compile("\"allocation_hash\"\\s*:\\s*(\\{[^}]*\\}|[0-9.]+)")
                .matcher(Files.readString(results.resolve("summary.json")))
                .results()
                .map(each -> each.group())
                .toList();
    }

    @Test
    void queues_get_what_is_promised_and_every_process_decides_alike() throws Exception {
        plugin();
        assumeTrue(Runtime.version().feature() == JAVA, "Hadoop's schedulers run on Java 17 alone");

        Path first = run("first");
        Path second = run("second");

        for (String scheduler : List.of("capacity", "fair")) {
            SortedMap<String, Double> shares = shares(first, scheduler);
            assertThat(shares.get("production")).as(scheduler).isCloseTo(0.5, within(0.03));
            assertThat(shares.get("research")).as(scheduler).isCloseTo(0.3, within(0.03));
            assertThat(shares.get("adhoc")).as(scheduler).isCloseTo(0.2, within(0.03));
        }
        assertThat(hashes(first)).hasSize(2).doesNotHaveDuplicates();
        assertThat(hashes(second)).isEqualTo(hashes(first));
        assertThat(filesRead(first))
                .containsExactly(
                        "yarn-capacity conf " + digest("capacity-scheduler.xml"),
                        "yarn-fair conf " + digest("fair-scheduler.xml"));
    }

    @Test
    void on_another_java_one_line_says_so() throws Exception {
        plugin();
        assumeTrue(Runtime.version().feature() != JAVA, "this is the Java that Hadoop's schedulers run on");

        Path pods = Files.writeString(folder.resolve("pods.csv"), SmallInputs.PODS);
        Path nodes = Files.writeString(folder.resolve("nodes.csv"), SmallInputs.NODES);

        Call.wavetank("run", "--trace", pods, "--nodes", nodes, "--scheduler", "yarn-fair", "--plugin", plugin())
                .failed(2, "Hadoop's schedulers run on Java 17 alone", "set JAVA_HOME to a JDK 17");
    }
}

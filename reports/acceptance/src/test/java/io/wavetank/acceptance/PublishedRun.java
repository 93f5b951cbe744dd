package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;

/** What the pods and nodes of a published trace say must come out of a run of it, worked out here from nothing but text files. */
final class PublishedRun {
    private static final List<String> RESOURCES = List.of("cpu", "memory", "gpu");
    private static final long SECOND = 1_000_000_000L;
    private static final long MIB = 1L << 20;

    private final Map<String, Pod> pods = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final long[] capacity = new long[RESOURCES.size()];

    private record Pod(List<Long> asks, String models, long submitNanos, long runNanos) {}

    private record Node(List<Long> has, String model) {}

    /** A pod as the run has it; start and end are {@link Long#MAX_VALUE} where they did not happen. */
    private record Row(Pod pod, String node, long start, long end) {}

    private record Change(long nanos, int sign, Row row) {}

    static PublishedRun of(Path podList, Path nodeList) throws IOException {
        var run = new PublishedRun();
        for (Map<String, String> row : Folder.rows(podList)) {
            boolean scheduled = !text(row, "scheduled_time").isEmpty();
            long begin = number(row, scheduled ? "scheduled_time" : "creation_time");
            long seconds = number(row, "deletion_time") - begin;
            if (seconds > 0) {
                List<Long> asks = List.of(
                        number(row, "cpu_milli"),
                        number(row, "memory_mib") * MIB,
                        number(row, "num_gpu") * number(row, "gpu_milli"));
                run.pods.put(
                        text(row, "name"),
                        new Pod(asks, text(row, "gpu_spec"), number(row, "creation_time") * SECOND, seconds * SECOND));
            }
        }
        for (Map<String, String> row : Folder.rows(nodeList)) {
            List<Long> has =
                    List.of(number(row, "cpu_milli"), number(row, "memory_mib") * MIB, 1000 * number(row, "gpu"));
            run.nodes.put(text(row, "sn"), new Node(has, text(row, "model")));
            Arrays.setAll(run.capacity, resource -> run.capacity[resource] + has.get(resource));
        }
        return run;
    }

    private static String text(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) {
            throw new AssertionError("No column " + column + " in " + row.keySet());
        }
        return value;
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(text(row, column));
    }

    /** Tens of thousands of rows are checked: a plain comparison, where AssertJ would take longer than the run. */
    private static void same(Map<String, String> row, String column, long expected) {
        if (number(row, column) != expected) {
            throw new AssertionError(column + " is not " + expected + ": " + row);
        }
    }

    /** Holds everything in the folder of one run against the trace and against its tasks. */
    void check(Path folder) throws IOException {
        List<Row> rows = rows(folder);
        JsonNode run = Folder.json(folder.resolve("summary.json")).at("/runs/0");
        counts(rows, run.get("tasks"));
        capacityIsNeverExceeded(rows);
        means(rows, run);
        timeline(rows, Folder.rows(folder.resolve("timeline.csv.gz")));
    }

    /** Every kept pod is there exactly once, unchanged, and ran for as long as the trace says. */
    private List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map<String, String> task : Folder.rows(folder.resolve("tasks.csv.gz"))) {
            Pod pod = pods.get(text(task, "id"));
            if (pod == null || !seen.add(text(task, "id"))) {
                throw new AssertionError("Not a pod of the trace, or twice: " + task);
            }
            boolean ran = text(task, "state").equals("finished");
            same(task, "submit_ns", pod.submitNanos());
            same(task, "queued_ns", pod.submitNanos());
            if (ran) {
                long start = number(task, "start_ns");
                same(task, "decided_ns", start);
                if (start < pod.submitNanos()) {
                    throw new AssertionError("Started before it was submitted: " + task);
                }
                same(task, "end_ns", start + pod.runNanos());
                same(task, "attempts", 1);
                rows.add(new Row(pod, text(task, "node"), start, start + pod.runNanos()));
            } else {
                assertThat(text(task, "state")).isEqualTo("never_placed");
                assertThat(text(task, "reason")).isNotEmpty();
                assertThat(text(task, "start_ns") + text(task, "end_ns") + text(task, "node"))
                        .isEmpty();
                rows.add(new Row(pod, "", Long.MAX_VALUE, Long.MAX_VALUE));
            }
        }
        assertThat(seen).hasSameSizeAs(pods.keySet());
        return rows;
    }

    private static void counts(List<Row> rows, JsonNode tasks) {
        long placed = rows.stream().filter(row -> !row.node().isEmpty()).count();
        assertThat(placed).isPositive();
        assertThat(tasks.get("submitted").asLong()).isEqualTo(rows.size());
        assertThat(tasks.get("finished").asLong()).isEqualTo(placed);
        assertThat(tasks.get("never_placed").asLong()).isEqualTo(rows.size() - placed);
        assertThat(tasks.get("failed").asLong()
                        + tasks.get("evicted").asLong()
                        + tasks.get("running").asLong())
                .isZero();
    }

    private static List<Change> changes(List<Row> rows) {
        List<Change> changes = new ArrayList<>();
        for (Row row : rows) {
            if (!row.node().isEmpty()) {
                changes.add(new Change(row.start(), 1, row));
                changes.add(new Change(row.end(), -1, row));
            }
        }
        // what ends at an instant makes room for what starts at it
        changes.sort(Comparator.comparingLong(Change::nanos).thenComparingInt(Change::sign));
        return changes;
    }

    private void capacityIsNeverExceeded(List<Row> rows) {
        Map<String, long[]> held = new HashMap<>();
        for (Change change : changes(rows)) {
            Row row = change.row();
            Node node = nodes.get(row.node());
            if (node == null) {
                throw new AssertionError("No node is named " + row.node());
            }
            if (!row.pod().models().isEmpty()) {
                assertThat(row.pod().models().split("\\|")).contains(node.model());
            }
            long[] sums = held.computeIfAbsent(row.node(), name -> new long[RESOURCES.size()]);
            for (int resource = 0; resource < sums.length; resource++) {
                sums[resource] += change.sign() * row.pod().asks().get(resource);
                if (sums[resource] < 0 || sums[resource] > node.has().get(resource)) {
                    throw new AssertionError(row.node() + " gives out " + sums[resource] + " of "
                            + node.has().get(resource) + " " + RESOURCES.get(resource) + " at " + change.nanos()
                            + " ns");
                }
            }
        }
    }

    /** The means over the window are the tasks' integrals, in whole numbers; 12 digits of them are printed. */
    private void means(List<Row> rows, JsonNode run) {
        long from =
                rows.stream().mapToLong(row -> row.pod().submitNanos()).min().orElseThrow();
        long to = rows.stream().mapToLong(row -> row.pod().submitNanos()).max().orElseThrow();
        assertThat(run.at("/window/from_ns").asLong()).isEqualTo(from);
        assertThat(run.at("/window/to_ns").asLong()).isEqualTo(to);
        for (int resource = 0; resource < capacity.length; resource++) {
            BigInteger sum = BigInteger.ZERO;
            for (Row row : rows) {
                long overlap = Math.min(row.end(), to) - Math.min(row.start(), to);
                sum = sum.add(BigInteger.valueOf(overlap)
                        .multiply(BigInteger.valueOf(row.pod().asks().get(resource))));
            }
            BigInteger whole = BigInteger.valueOf(to - from).multiply(BigInteger.valueOf(capacity[resource]));
            double mean = new BigDecimal(sum)
                    .divide(new BigDecimal(whole), MathContext.DECIMAL64)
                    .doubleValue();
            assertThat(run.at("/allocation/" + RESOURCES.get(resource) + "/mean")
                            .asDouble())
                    .as(RESOURCES.get(resource))
                    .isCloseTo(mean, Percentage.withPercentage(1e-9));
        }
        double waits = rows.stream()
                .filter(row -> !row.node().isEmpty())
                .mapToDouble(row -> (row.start() - row.pod().submitNanos()) / 1e9)
                .sum();
        if (rows.stream().noneMatch(row -> row.node().isEmpty())) {
            assertThat(run.at("/queueing_delay_s/mean").asDouble())
                    .isCloseTo(waits / rows.size(), Percentage.withPercentage(1e-9));
        }
    }

    /** Each row holds what the tasks that run at its instant, or wait then, add up to. */
    private void timeline(List<Row> rows, List<Map<String, String>> timeline) {
        assertThat(timeline).hasSizeGreaterThan(500);
        List<Change> changes = changes(rows);
        long[] submits =
                rows.stream().mapToLong(row -> row.pod().submitNanos()).sorted().toArray();
        long[] held = new long[RESOURCES.size()];
        long running = 0;
        long started = 0;
        int change = 0;
        int submitted = 0;
        for (Map<String, String> sample : timeline) {
            long now = number(sample, "t_ns");
            for (; change < changes.size() && changes.get(change).nanos() <= now; change++) {
                Change each = changes.get(change);
                running += each.sign();
                started += each.sign() > 0 ? 1 : 0;
                Arrays.setAll(
                        held,
                        resource -> held[resource]
                                + each.sign() * each.row().pod().asks().get(resource));
            }
            while (submitted < submits.length && submits[submitted] <= now) {
                submitted++;
            }
            same(sample, "running", running);
            same(sample, "pending", submitted - started);
            same(sample, "nodes_up", nodes.size());
            for (int resource = 0; resource < held.length; resource++) {
                String name = RESOURCES.get(resource);
                same(sample, name + "_allocated", held[resource]);
                same(sample, name + "_capacity", capacity[resource]);
                if (!text(sample, name + "_used").isEmpty()) {
                    throw new AssertionError("Usage that the trace does not tell: " + sample);
                }
            }
        }
    }
}

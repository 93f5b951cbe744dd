package io.wavetank.workload.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.Written;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written comes back: all of it from Wavetank's own form, from others what they can hold. Replay a seed with {@code -Dproperty.seed=N}. */
final class RoundTripPropertyTest {
    @TempDir
    private Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private static Heading heading(long originNanos, @Nullable ClusterSpec cluster) {
        return new Heading(
                "drawn", originNanos, Map.of("a", "b"), Map.of("jobs", 7L), Set.of(TraceContent.values()), cluster);
    }

    private TaskFile.Written write(List<Submission> tasks, Heading heading, String format, Path file)
            throws IOException {
        return TaskFile.write(RandomTasks.source(tasks), heading, TargetFormat.named(format), file, 4);
    }

    private static List<String> texts(List<Submission> tasks, long laterNanos) {
        return tasks.stream().map(task -> RandomTasks.text(task, laterNanos)).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wavetanks_own_form_gives_back_all_that_was_written(long seed) throws IOException {
        int count = seed % 20 == 0 ? 9000 : 1 + (int) (seed * 7 % 300);
        List<Submission> tasks = new RandomTasks(seed).all(count);
        boolean calendar = seed % 2 == 1;
        Path file = folder.resolve(seed % 3 == 0 ? "tasks.wtt.gz" : "tasks.wtt");

        TaskFile.Written written =
                write(tasks, heading(calendar ? 1_600_000_000_000_000_000L : 0, null), "wavetank", file);

        Trace trace = Written.open(file);
        assertThat(written.tasks()).isEqualTo(count);
        assertThat(written.losses()).isEmpty();
        assertThat(trace.format().name()).isEqualTo("wavetank");
        assertThat(trace.inTimeOrder()).isTrue();
        assertThat(trace.header()).containsEntry("a", "b");
        assertThat(trace.totals().get("jobs")).isEqualTo(7);
        long first = calendar ? tasks.get(0).submitNanos() : 0;
        assertThat(trace.originNanos()).isEqualTo(calendar ? 1_600_000_000_000_000_000L + first : 0);
        assertThat(texts(Written.submissions(trace), first)).isEqualTo(texts(tasks, 0));
    }

    @Test
    void wavetanks_own_form_gives_back_the_machines() throws IOException {
        var node = NodeSpec.builder("n-1")
                .capacity(Resources.CPU, 64_000)
                .capacity(Resources.MEMORY, 1L << 38)
                .capacity(5, 12)
                .reserved(Resources.CPU, 500)
                .gpus(8, "T4")
                .label("zone", "a")
                .speed(1.25)
                .pricePerHour(0.1)
                .cordoned(true)
                .build();
        var cluster = new ClusterSpec(Resources.withExtended(List.of("fpga")), List.of(node));
        Path file = folder.resolve("tasks.wtt");

        write(new RandomTasks(1).all(3), heading(0, cluster), "wavetank", file);

        ClusterSpec read = Written.open(file).cluster();
        assertThat(read).isNotNull();
        assertThat(read.resources().name(5)).isEqualTo("fpga");
        NodeSpec back = read.nodes().get(0);
        assertThat(back.name()).isEqualTo("n-1");
        assertThat(back.allocatable(Resources.CPU)).isEqualTo(63_500);
        assertThat(back.capacity(5)).isEqualTo(12);
        assertThat(back.gpuModel()).isEqualTo("T4");
        assertThat(back.labels()).containsEntry("zone", "a");
        assertThat(back.speed()).isEqualTo(1.25);
        assertThat(back.cordoned()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_damaged_file_of_our_own_is_refused_in_one_line(long seed) throws IOException {
        Path file = folder.resolve("tasks.wtt");
        write(new RandomTasks(seed).all(50), heading(0, null), "wavetank", file);
        byte[] bytes = Files.readAllBytes(file);
        Draws draws = new Draws(seed, 0).stream("damage");
        int at = draws.below(bytes.length, 0, 0);
        if (seed % 3 == 0) {
            bytes = Arrays.copyOf(bytes, at);
        } else {
            bytes[at] ^= (byte) (1 << draws.below(8, 0, 1));
        }
        Path damaged = Written.bytes(folder, "damaged.wtt", bytes);

        assertThatThrownBy(() -> Written.submissions(Written.open(damaged)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("damaged.wtt")
                .hasMessageNotContaining("\n");
    }

    /** Tasks as all of the formats can hold them. */
    private static List<Submission> plain(long seed, long unitNanos, String format) {
        var draws = new Draws(seed, 0).stream("plain");
        List<Submission> tasks = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 100; i++) {
            at += unitNanos * draws.below(1000, i, 0);
            long work = unitNanos * (1 + draws.below(100_000, i, 1));
            var asked = TaskClass.builder();
            String id = "task-" + i;
            String job = id;
            long estimate = -1;
            switch (format) {
                case "swf" -> {
                    asked.cpuMillis(1000)
                            .members(1 + draws.below(4, i, 2))
                            .tenant(Integer.toString(1 + draws.below(3, i, 3)));
                    estimate = work + unitNanos * draws.below(100, i, 4);
                }
                case "alibaba-openb" -> {
                    int gpus = draws.below(3, i, 2);
                    asked.cpuMillis(draws.below(9000, i, 3)).memoryBytes((long) draws.below(9000, i, 4) << 20);
                    asked.gpus(gpus, gpus == 0 ? 0 : gpus == 1 ? 1 + draws.below(1000, i, 5) : 1000);
                    if (gpus > 0 && draws.below(2, i, 6) == 0) {
                        asked.gpuModels(new TreeSet<>(List.of("T4", "V100M16")));
                    }
                    asked.labels(draws.below(2, i, 7) == 0 ? Map.of() : Map.of("qos", "LS"));
                    job = "";
                }
                default ->
                    asked.cpuMillis(1000L * (1 + draws.below(8, i, 2)))
                            .memoryBytes((long) draws.below(9000, i, 4) << 20)
                            .priority(draws.below(9, i, 5))
                            .tenant("queue" + draws.below(3, i, 6))
                            .labels(Map.of("type", "reduce"));
            }
            tasks.add(new Submission(id, job, at, work, estimate, asked.build()));
        }
        return tasks;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void other_formats_give_back_what_they_can_hold(long seed) throws IOException {
        for (String format : List.of("swf", "alibaba-openb", "yarn-sls")) {
            long unit = format.equals("swf") ? 1_000_000_000L : 1_000_000L;
            List<Submission> tasks = plain(seed, unit, format);
            Path file = folder.resolve("tasks" + TargetFormat.named(format).ending());

            TaskFile.Written written = write(tasks, heading(0, null), format, file);

            List<Submission> back = Written.submissions(Written.open(file));
            assertThat(written.losses().keySet()).isSubsetOf("not held: name", "tenants known by a number alone");
            assertThat(back).hasSameSizeAs(tasks);
            for (int i = 0; i < tasks.size(); i++) {
                Submission there = tasks.get(i);
                Submission here = back.get(i);
                assertThat(here.submitNanos()).isEqualTo(there.submitNanos());
                assertThat(here.workNanos()).isEqualTo(there.workNanos());
                assertThat(here.taskClass().totalRequest(Resources.CPU))
                        .isEqualTo(there.taskClass().totalRequest(Resources.CPU));
                if (format.equals("swf")) {
                    assertThat(here.estimateNanos()).isEqualTo(there.estimateNanos());
                } else {
                    assertThat(here.taskClass()).isEqualTo(there.taskClass());
                }
                if (format.equals("alibaba-openb")) {
                    assertThat(here.id()).isEqualTo(there.id());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alibaba-gpu-2023/openb_pod_list_gpushare20.csv, wavetank",
        "alibaba-gpu-2023/openb_pod_list_gpushare20.csv, alibaba-openb",
        "swf/KTH-SP2-1996-2.1-cln.swf, wavetank",
        "philly-pollux/philly.csv, wavetank",
        "yarn-sls/2jobs2min-rumen-jh.json, wavetank",
        "wfcommons/bacass-dirt02-001.json, wavetank"
    })
    void published_traces_come_back_as_they_were(String name, String format) throws IOException {
        Trace trace = Written.open(SharedData.file("traces/" + name));
        Path file = folder.resolve("tasks" + TargetFormat.named(format).ending());

        try (var source = trace.submissions()) {
            TaskFile.write(source, Heading.of(trace), TargetFormat.named(format), file, 1);
        }

        Trace back = Written.open(file);
        assertThat(back.originNanos()).isEqualTo(trace.originNanos());
        assertThat(texts(Written.submissions(back), 0)).isEqualTo(texts(Written.submissions(trace), 0));
        if (format.equals("wavetank")) {
            assertThat(back.totals()).isEqualTo(trace.totals());
            assertThat(back.header()).isEqualTo(trace.header());
        }
    }

    @Test
    void what_a_format_cannot_hold_is_counted() throws IOException {
        var asked = TaskClass.builder()
                .cpuMillis(1500)
                .gpus(1, 500)
                .priority(3)
                .members(2)
                .build();
        List<Submission> tasks = List.of(
                new Submission("a", "j", 1, 2, 3, asked), new Submission("b", "j", 1, Submission.FOREVER, -1, asked));

        assertThat(write(tasks, heading(0, null), "swf", folder.resolve("t.swf"))
                        .losses())
                .containsEntry("left out: never ends", 1L)
                .containsEntry("not held: GPUs", 1L)
                .containsEntry("not held: priority", 1L)
                .containsEntry("rounded to whole seconds", 1L)
                .containsEntry("rounded up to whole processors", 1L);
        assertThat(write(tasks, heading(0, null), "alibaba-openb", folder.resolve("t.csv"))
                        .losses())
                .containsEntry("not held: members that start together", 2L)
                .containsEntry("without deletion_time, which readers leave out: never ends", 1L);
        assertThat(write(tasks, heading(0, null), "kubernetes", folder.resolve("t.yaml"))
                        .losses())
                .containsEntry("gangs as Jobs, whose pods need not start together", 2L)
                .containsEntry("in annotations alone: share of a GPU", 2L);
    }
}

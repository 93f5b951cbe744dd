package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.experiment.Plugins;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flags of the Cluster Autoscaler in whole runs: a fixed node of four cores, groups of nodes of four and of eight, replicas of a core each. */
final class ClusterAutoscalerRunTest {
    private static final String SCENARIO = """
            cluster:
              nodes:
                - {count: 1, name: "fixed-{i}", capacity: {cpu: 4, memory: 64Gi, pods: 50}}
                - {count: 0, name: "small-{i}", capacity: {cpu: 4, memory: 64Gi, pods: 50}, price: 0.1, scale: {least: 0, most: 20, boot: 60s}}
                - {count: 0, name: "big-{i}", capacity: {cpu: 8, memory: 64Gi, pods: 50, gpu: {count: 2, model: T4}}, price: 0.3, scale: {least: 0, most: 20, boot: 60s}}
            services:
              - {name: web, replicas: 20, cpu: 1, load: {rate: 10/s}, request: {cpu: 10ms}, start: 1s, stop: 1s}
            autoscaling:
              nodes: {name: AUTOSCALER, OPTIONS}
              replicas: {name: fixed, replicas: "REPLICAS"}
            policies: {scheduler: kubernetes}
            run: {seed: 1, until: 3h}
            """;

    /** How many nodes of each kind there are at the end. */
    private final Map<String, Integer> there = new TreeMap<>();

    private void run(String options, String replicas) throws IOException, ScenarioException {
        run(options, replicas, "cluster-autoscaler");
    }

    private void run(String options, String replicas, String autoscaler) throws IOException, ScenarioException {
        Scenario scenario = Scenario.parse(
                "test",
                SCENARIO.replace("AUTOSCALER", autoscaler)
                        .replace("OPTIONS", options)
                        .replace("REPLICAS", replicas),
                List.of());
        List<String> names = new ArrayList<>(List.of("fixed-1"));
        try (SubmissionSource source = scenario.workload().open(0)) {
            Simulation.run(
                    scenario.run(),
                    scenario.cluster(),
                    source,
                    scenario.schedulers().get(0).factory(),
                    new RunListener() {
                        @Override
                        public void nodeNamed(int node, String name) {
                            names.add(name);
                        }

                        @Override
                        public void clusterEvent(long now, ClusterMoment moment, int node) {
                            String kind = names.get(node).replaceAll("-[0-9]+$", "");
                            if (moment == ClusterMoment.NODE_ADDED) {
                                there.merge(kind, 1, Integer::sum);
                            } else if (moment == ClusterMoment.NODE_REMOVED) {
                                there.merge(kind, -1, (all, one) -> all + one == 0 ? null : all + one);
                            }
                        }
                    });
        }
    }

    @Test
    void the_group_of_the_highest_priority_is_asked_whatever_it_wastes() throws Exception {
        run("expander: priority price, priorities: '50=big 10=.*'", "20");

        assertThat(there).isEqualTo(Map.of("big", 2)); // sixteen cores for sixteen replicas
    }

    @Test
    void no_more_cores_come_than_there_may_be_in_all() throws Exception {
        // four are there; of eight more at a time there is room for one node, and then for one of four
        run("expander: priority, priorities: '50=big 10=.*', cores: '0:16'", "20");

        assertThat(there).isEqualTo(Map.of("big", 1, "small", 1));
    }

    @Test
    void a_group_with_gpus_is_not_asked_once_there_are_as_many_as_there_may_be() throws Exception {
        run("expander: priority, priorities: '50=big 10=.*', gpus: '0:2'", "20");

        assertThat(there).isEqualTo(Map.of("big", 1, "small", 2));
    }

    @Test
    void a_group_is_not_asked_once_there_are_as_many_gpus_of_its_model_as_there_may_be() throws Exception {
        String big = "expander: priority, priorities: '50=big 10=.*', ";

        run(big + "gpus: 'A100:0:2'", "20"); // of another model
        assertThat(there).isEqualTo(Map.of("big", 2));
        there.clear();
        run(big + "gpus: 'A100:0:16 T4:0:2'", "20");
        assertThat(there).isEqualTo(Map.of("big", 1, "small", 2));
    }

    @Test
    void nodes_stay_without_which_there_would_be_too_few_gpus_of_their_model() throws Exception {
        run("expander: priority, priorities: '50=big', unneeded: 1m, after_add: 1m, gpus: 'T4:3:8'", "20 1=1");

        assertThat(there).isEqualTo(Map.of("big", 2)); // with one there would be two
    }

    @Test
    void nodes_of_no_group_count_among_the_most_nodes() throws Exception {
        run("expander: price, most_nodes: 3", "20");

        assertThat(there).isEqualTo(Map.of("small", 2)); // and one that is fixed
    }

    @Test
    void a_group_waits_when_the_quota_grants_no_more_and_others_are_asked() throws Exception {
        String dear = "expander: priority, priorities: '50=big 10=.*'}\n  quota: {";

        run(dear + "gpus: {T4: 2}", "20");
        assertThat(there).isEqualTo(Map.of("big", 1, "small", 2));
        there.clear();
        run(dear + "cpu: 12", "20");
        assertThat(there).isEqualTo(Map.of("big", 1, "small", 1));
    }

    @Test
    void nodes_that_are_not_needed_stay_where_there_would_be_too_few_cores_without_them() throws Exception {
        run("expander: price, unneeded: 1m, after_add: 1m", "20 1=1");
        assertThat(there).isEmpty();

        run("expander: price, unneeded: 1m, after_add: 1m, cores: '11:0'", "20 1=1");
        assertThat(there).isEqualTo(Map.of("small", 2)); // four fixed, and eight: seven would be too few
    }

    @Test
    void an_expander_of_ones_own_comes_in_a_jar_and_is_asked(@TempDir Path folder) throws Exception {
        Plugins.use(List.of(jar(folder)));
        try {
            run("expander: dearest", "20", "my-autoscaler");
        } finally {
            Plugins.useNone();
        }

        assertThat(there).isEqualTo(Map.of("big", 2));
        there.clear();
        run("expander: price", "20");
        assertThat(there).isEqualTo(Map.of("small", 4)); // which is what they cost least
    }

    private static Path jar(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Mine.java"), """
                package mine;
                import io.wavetank.policy.kubernetes.autoscale.ca.*;
                import io.wavetank.policy.kubernetes.autoscale.loop.CaEntry;
                import io.wavetank.policy.scaling.*;
                import java.util.*;
                public final class Mine implements ScalingFamily {
                    public String name() { return "mine"; }
                    public List<ScalingEntry<ReplicaAutoscaler.Factory>> replicaAutoscalers() { return List.of(); }
                    public List<ScalingEntry<NodeAutoscaler.Factory>> nodeAutoscalers() {
                        Expander dearest = all -> List.of(Collections.max(all, Comparator.comparingDouble(Option::nodePrice)));
                        return List.of(CaEntry.with("my-autoscaler", new TreeMap<>(Map.of("dearest", dearest))));
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        Path jar = folder.resolve("mine.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/io.wavetank.policy.scaling.ScalingFamily"));
            out.write("mine.Mine\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("mine/Mine.class"));
            Files.copy(folder.resolve("Mine.class"), out);
        }
        return jar;
    }
}

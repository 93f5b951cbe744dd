package io.wavetank.workload.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.Written;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenbNodesTest {
    private static final String HEADER = "sn,cpu_milli,memory_mib,gpu,model\n";

    @TempDir
    private Path folder;

    private ClusterSpec read(String text) throws IOException {
        return OpenbNodes.read(Written.text(folder, "nodes.csv", text));
    }

    @Test
    void converts_units() throws IOException {
        var nodes = read(HEADER + "a,32000,262144,0,\nb,96000,1024,8,V100M32\n").nodes();
        assertThat(nodes.get(0).capacity(Resources.MEMORY)).isEqualTo(262144L << 20);
        assertThat(nodes.get(0).gpuCount()).isZero();
        assertThat(nodes.get(1).capacity(Resources.CPU)).isEqualTo(96000);
        assertThat(nodes.get(1).capacity(Resources.GPU)).isEqualTo(8000);
        assertThat(nodes.get(1).gpuModel()).isEqualTo("V100M32");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "b,0,262144,0, # column 'cpu_milli': 0 is less than 1",
                "b,1,0,0, # column 'memory_mib': 0 is less than 1",
                "b,-5,262144,0, # column 'cpu_milli': -5 is less than 1",
                "a,1,1,0, # column 'sn': a second node is named 'a'",
                ",1,1,0, # column 'sn': a node needs a name",
                "b,1,1,64,T4 # column 'gpu': 64 is more than 63",
                "b,1,1,-1,T4 # column 'gpu': -1 is negative",
                "b,1,1 # 5 fields expected, got 3",
            })
    void a_faulty_node_is_reported_with_its_line(String row, String problem) {
        assertThatThrownBy(() -> read(HEADER + "a,1,1,0,\n" + row + "\n"))
                .hasMessageEndingWith("nodes.csv:3: " + problem + "; correct or delete this line");
    }

    @Test
    void a_list_of_pods_or_of_nothing_is_refused() {
        assertThatThrownBy(() -> read(Written.PODS))
                .hasMessageContaining("nodes.csv:1: this is a list of pods, not of nodes; ");
        assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("nodes.csv: there are no nodes in it");
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("nodes.csv: there is no header line in it");
    }

    @ParameterizedTest
    @CsvSource({"all, 1523, 310", "gpu, 1213, 0"})
    void the_published_lists_have_the_nodes_and_gpus_that_their_source_states(String list, int nodes, int withoutGpu)
            throws IOException {
        var spec = OpenbNodes.read(SharedData.file("traces/alibaba-gpu-2023/openb_node_list_" + list + "_node.csv"));
        assertThat(spec.nodes()).hasSize(nodes);
        assertThat(spec.nodes().stream().filter(node -> node.gpuCount() == 0)).hasSize(withoutGpu);
        assertThat(spec.nodes().stream().mapToInt(node -> node.gpuCount()).sum())
                .isEqualTo(6212);
    }
}

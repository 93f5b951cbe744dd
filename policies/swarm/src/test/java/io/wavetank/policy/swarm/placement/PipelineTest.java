package io.wavetank.policy.swarm.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.wavetank.policy.swarm.constraint.Constraint;
import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.node.Platform;
import io.wavetank.policy.swarm.node.Plugin;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.PublishedPort;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters one by one, and that the first that keeps a node out is the one that counts. */
final class PipelineTest {
    private static final Placement NOWHERE = new Placement(
            List.of(Constraint.parse("node.id == n2")),
            List.of(),
            List.of(new Platform("windows", "")),
            1,
            List.of(new PublishedPort("TCP", 80)),
            List.of(new Plugin("Volume", "nfs")));

    @Test
    void the_first_filter_in_their_order_that_keeps_a_node_out_counts() {
        var book = new NodeBook(node("linux", "amd64", List.of(new Plugin("Volume", "local"))));
        var pipeline = new Pipeline(task(new Reservation(1, 0, List.of()), NOWHERE));
        assertThat(pipeline.passes(book)).isFalse();
        pipeline = new Pipeline(task(Reservation.NONE, NOWHERE));
        assertThat(pipeline.passes(book)).isFalse();
        assertThat(pipeline.keptOut()).containsExactly(entry("plugin", 1));

        book.update(book.spec().with(Availability.DRAIN, NodeState.READY));
        assertThat(pipeline.passes(book)).isFalse();

        assertThat(pipeline.keptOut()).containsExactly(entry("node not available", 1), entry("plugin", 1));
        assertThat(pipeline.looks()).isEqualTo(2);
    }

    @Test
    void a_port_is_taken_by_protocol_and_number_until_its_task_is_gone() {
        var book = new NodeBook(node("linux", "amd64", List.of()));
        TaskSpec tcp = task(Reservation.NONE, ports("TCP"));
        var first = new SwarmTask("a.0001.0", tcp, 1, null);
        book.add(first);

        assertThat(new Pipeline(tcp).passes(book)).isFalse();
        assertThat(new Pipeline(task(Reservation.NONE, ports("UDP"))).passes(book))
                .isTrue();
        book.remove(first);
        assertThat(new Pipeline(tcp).passes(book)).isTrue();
    }

    private static Placement ports(String protocol) {
        return new Placement(List.of(), List.of(), List.of(), 0, List.of(new PublishedPort(protocol, 80)), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "linux,   x86_64,  linux,   amd64,   true",
        "linux,   aarch64, linux,   arm64,   true",
        "linux,   arm64,   linux,   amd64,   false",
        "windows, amd64,   linux,   amd64,   false",
        "'',      amd64,   linux,   x86_64,  true",
        "linux,   '',      linux,   riscv64, true",
        "linux,   amd64,   linux,   '',      false",
    })
    void an_image_runs_where_both_names_agree_or_it_names_none(
            String os, String architecture, String nodeOs, String nodeArchitecture, boolean expected) {
        var placement =
                new Placement(List.of(), List.of(), List.of(new Platform(os, architecture)), 0, List.of(), List.of());

        boolean passes = new Pipeline(task(Reservation.NONE, placement))
                .passes(new NodeBook(node(nodeOs, nodeArchitecture, List.of())));

        assertThat(passes).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Volume,  nfs,  Volume,  nfs,         true",
        "Volume,  nfs,  Volume,  nfs:latest,  true",
        "Volume,  nfs,  Volume,  nfs:1.2,     false",
        "Volume,  nfs,  Network, nfs,         false",
        "Log,     gelf, Log,     json-file,   false",
        "Log,     gelf, Volume,  local,       true",
    })
    void a_plug_in_is_found_by_type_and_name_and_drivers_of_logs_are_there_if_none_is_reported(
            String type, String name, String nodeType, String nodeName, boolean expected) {
        assertThat(new Plugin(type, name).among(List.of(new Plugin(nodeType, nodeName))))
                .isEqualTo(expected);
    }

    private static TaskSpec task(Reservation reservation, Placement placement) {
        return new TaskSpec("a", 1, Mode.REPLICATED, reservation, placement, RestartPolicy.DEFAULT);
    }

    private static NodeSpec node(String os, String architecture, List<Plugin> plugins) {
        return new NodeSpec(
                "n1",
                "n1",
                "",
                "worker",
                Availability.ACTIVE,
                NodeState.READY,
                0,
                0,
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                new Platform(os, architecture),
                plugins);
    }
}

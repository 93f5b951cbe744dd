package io.wavetank.policy.kubernetes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WakeUpsTest {
    private static final WakeUps TABLE = WakeUps.kubernetes126();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NodeResourcesFit   | NODE_ADD NODE_ALLOCATABLE NODE_LABEL NODE_TAINT NODE_CONDITION ASSIGNED_POD_DELETE
            NodePorts          | NODE_ADD NODE_ALLOCATABLE NODE_LABEL NODE_TAINT NODE_CONDITION ASSIGNED_POD_DELETE
            NodeAffinity       | NODE_ADD NODE_ALLOCATABLE NODE_LABEL NODE_TAINT NODE_CONDITION
            TaintToleration    | NODE_ADD NODE_ALLOCATABLE NODE_LABEL NODE_TAINT NODE_CONDITION
            NodeName           | NODE_ADD NODE_ALLOCATABLE NODE_LABEL NODE_TAINT NODE_CONDITION
            NodeUnschedulable  | NODE_ADD NODE_TAINT
            PodTopologySpread  | NODE_ADD NODE_LABEL ASSIGNED_POD_ADD ASSIGNED_POD_UPDATE ASSIGNED_POD_DELETE
            InterPodAffinity   | NODE_ADD NODE_LABEL ASSIGNED_POD_ADD ASSIGNED_POD_UPDATE ASSIGNED_POD_DELETE
            VolumeBinding      | NODE_ADD NODE_LABEL PVC_ADD PVC_UPDATE PV_ADD PV_UPDATE STORAGE_CLASS_ADD STORAGE_CLASS_UPDATE CSI_NODE_ADD CSI_NODE_UPDATE CSI_DRIVER_ADD CSI_DRIVER_UPDATE CSI_STORAGE_CAPACITY_ADD CSI_STORAGE_CAPACITY_UPDATE
            VolumeZone         | NODE_ADD NODE_LABEL PV_ADD PV_UPDATE PVC_ADD STORAGE_CLASS_ADD
            VolumeRestrictions | NODE_ADD ASSIGNED_POD_DELETE PVC_ADD PVC_UPDATE
            NodeVolumeLimits   | ASSIGNED_POD_DELETE CSI_NODE_ADD
            EBSLimits          | NODE_ADD ASSIGNED_POD_DELETE
            GCEPDLimits        | NODE_ADD ASSIGNED_POD_DELETE
            AzureDiskLimits    | NODE_ADD ASSIGNED_POD_DELETE
            """)
    void a_plugin_listens_to_these_events_and_no_other(String plugin, String events) {
        Set<ClusterEvent> expected = EnumSet.of(ClusterEvent.UNSCHEDULABLE_TIMEOUT);
        Arrays.stream(events.split(" ")).map(ClusterEvent::valueOf).forEach(expected::add);
        long plugins = TABLE.plugins(List.of(plugin));
        for (ClusterEvent event : ClusterEvent.values()) {
            assertThat(TABLE.wakes(event, plugins)).as(event.name()).isEqualTo(expected.contains(event));
        }
    }

    @Test
    void every_event_wakes_whom_no_plugin_rejected() {
        for (ClusterEvent event : ClusterEvent.values()) {
            assertThat(TABLE.wakes(event, WakeUps.NO_PLUGIN)).isTrue();
        }
    }

    @Test
    void one_plugin_of_the_set_is_enough() {
        long plugins = TABLE.plugins(List.of("NodeAffinity", "EBSLimits"));
        assertThat(TABLE.wakes(ClusterEvent.ASSIGNED_POD_DELETE, plugins)).isTrue();
        assertThat(TABLE.wakes(ClusterEvent.PV_ADD, plugins)).isFalse();
    }

    @Test
    void names_come_in_byte_order_whatever_the_order_of_the_table() {
        long plugins = TABLE.plugins(List.of("VolumeZone", "NodeResourcesFit", "EBSLimits"));
        assertThat(TABLE.names(plugins)).containsExactly("EBSLimits", "NodeResourcesFit", "VolumeZone");
    }

    @Test
    void a_table_takes_64_plugins_of_different_names() {
        WakeUps table = WakeUps.none();
        for (int i = 0; i < 64; i++) {
            table = table.with("P" + i, EnumSet.of(ClusterEvent.PV_ADD));
        }
        WakeUps full = table;
        long last = full.plugins(List.of("P63"));
        assertThat(full.wakes(ClusterEvent.PV_ADD, last)).isTrue();
        assertThat(full.names(last)).containsExactly("P63");
        assertThatThrownBy(() -> full.with("P64", EnumSet.of(ClusterEvent.PV_ADD)))
                .hasMessageContaining("P64");
        assertThatThrownBy(() -> TABLE.with("NodePorts", EnumSet.of(ClusterEvent.PV_ADD)))
                .hasMessageContaining("NodePorts");
        assertThatThrownBy(() -> TABLE.plugins(List.of("Nobody"))).hasMessageContaining("Nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, true, true, NODE_TAINT",
        "false, true, true, true, true, NODE_ALLOCATABLE",
        "false, false, true, true, true, NODE_LABEL",
        "false, false, false, true, true, NODE_TAINT",
        "false, false, false, false, true, NODE_CONDITION",
        "false, false, false, false, false,",
    })
    void a_node_update_is_the_event_of_the_first_thing_that_changed(
            boolean uncordoned,
            boolean allocatable,
            boolean labels,
            boolean taints,
            boolean conditions,
            @Nullable ClusterEvent expected) {
        assertThat(ClusterEvent.ofNodeUpdate(uncordoned, allocatable, labels, taints, conditions))
                .isEqualTo(expected);
    }
}

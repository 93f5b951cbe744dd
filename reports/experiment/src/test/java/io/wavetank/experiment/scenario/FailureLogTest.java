package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.scenario.FaultScript.NodesDown;
import io.wavetank.sim.scenario.FaultScript.Outage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of failures in the place of a script. */
final class FailureLogTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final String REST = """
            workload: {generate: {arrivals: {process: poisson, rate: 1/m}, until: {tasks: 10}, kinds: [{name: a, cpu: 1, memory: 1Gi, run_time: 5s}]}}
            policies: {scheduler: first-fit}
            cluster: {nodes: [{name: "n-{i}", capacity: {cpu: 4, memory: 8Gi}, count: 3}]}
            """;
    private static final String LANL =
            "System,machine type,nodes,procstot,procsinnode,nodenum,nodenumz,node install,node prod,node decom,fru type,mem,cputype,memtype,num intercon,purpose,Prob Started (mm/dd/yy hh:mm),Prob Fixed (mm/dd/yy hh:mm),Down Time,Facilities,Hardware,Human Error,Network,Undetermined,Software,Same Event\n";
    private static final String DISKS = """
            Timestamp,SSC,SSU,Enclosure,Slot
            2020-01-01T00:00:00-05:00,1,a,1,1
            2020-01-01T02:00:00-05:00,1,a,1,2
            """;

    @TempDir
    Path folder = Path.of("");

    private static String row(int system, int node, String from, String to, int minutes, String hardware) {
        return system + ",smp,3,12,4," + node + ",0,x,x,x,part,16,1,1,0,compute," + from + "," + to + "," + minutes
                + ",," + hardware + ",,,,,No\n";
    }

    private List<Outage> outages(String faults) throws Exception {
        return Written.read(folder, REST + "faults: [" + faults + "]\n")
                .run()
                .faults()
                .outages();
    }

    private void lanl() throws Exception {
        Files.writeString(
                folder.resolve("lanl.csv"),
                LANL
                        + row(7, 10, "1/2/2001 10:00", "1/2/2001 10:30", 30, "CPU")
                        + row(7, 9, "1/2/2001 9:00", "1/2/2001 9:20", 20, "Disk")
                        + row(8, 1, "1/2/2001 8:00", "1/2/2001 8:20", 20, "Disk")
                        + row(7, 9, "1/2/2001 12:00", "1/2/2001 13:00", 60, ""));
    }

    @Test
    void components_stand_for_nodes_in_the_order_of_their_numbers_and_time_begins_with_the_first() throws Exception {
        lanl();

        assertThat(outages("{log: lanl.csv, component: system 7}"))
                .containsExactly(
                        new NodesDown("node n-1 down, Hardware: Disk", 0, 20 * MINUTE, List.of(0)),
                        new NodesDown("node n-2 down, Hardware: CPU", 60 * MINUTE, 90 * MINUTE, List.of(1)),
                        new NodesDown("node n-1 down", 180 * MINUTE, 240 * MINUTE, List.of(0)));
    }

    @Test
    void what_is_skipped_may_still_be_down_when_the_run_begins() throws Exception {
        lanl();

        assertThat(outages("{log: lanl.csv, component: system 7, skip: 70m}"))
                .map(each -> each.fromNanos() / MINUTE + "-" + each.toNanos() / MINUTE)
                .containsExactly("0-20", "110-170");
    }

    @Test
    void a_log_is_recorded_with_format_and_digest_and_read_again_from_there() throws Exception {
        lanl();
        Scenario once = Written.read(folder, REST + "faults: [{log: lanl.csv}]\n");

        assertThat(once.resolved().at("/faults/0/format").asText()).isEqualTo("lanl-failures");
        assertThat(once.resolved().at("/faults/0/sha256").asText()).hasSize(64);
        assertThat(Written.read(folder, once.resolved().toPrettyString())
                        .run()
                        .faults()
                        .outages())
                .isEqualTo(once.run().faults().outages());
    }

    @Test
    void repairs_that_the_log_does_not_know_are_drawn() throws Exception {
        Files.writeString(folder.resolve("disks.csv"), DISKS);

        assertThat(outages("{log: disks.csv, repair: 5m}"))
                .map(each -> each.fromNanos() / MINUTE + "-" + each.toNanos() / MINUTE)
                .containsExactly("0-5", "120-125");
        assertThat(Written.faults(folder, REST + "faults: [{log: disks.csv}]\n").toString())
                .contains("faults.0.log does not say when 'ssc 1 ssu a enclosure 1 slot 1' was mended");
    }

    @Test
    void mistakes_say_what_to_do() throws Exception {
        lanl();

        assertThat(Written.faults(folder, REST.replace("count: 3", "count: 2") + "faults: [{log: lanl.csv}]\n")
                        .toString())
                .contains(
                        "tells of 3 components, and the cluster has 2 nodes; expected as many nodes, or a 'component' such as 'system 7'");
        assertThat(Written.faults(folder, REST + "faults: [{log: lanl.csv, component: system 1}]\n")
                        .toString())
                .contains("tells of no failure of 'system 1'");
        assertThat(Written.faults(folder, REST + "faults: [{log: nothing.csv}]\n")
                        .toString())
                .contains("there is no file");
    }
}

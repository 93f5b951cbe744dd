package io.wavetank.workload.failurelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.Written;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailureLogsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String LANL = "LANL failure data LA-UR-05-7318" + ",".repeat(25) + "\n"
            + "System,machine type,nodes,procstot,procsinnode,nodenum,nodenumz,node install,node prod,node decom,fru type,mem,"
            + "cputype,memtype,num intercon,purpose,Prob Started (mm/dd/yy hh:mm),Prob Fixed (mm/dd/yy hh:mm),Down Time,"
            + "Facilities,Hardware,Human Error,Network,Undetermined,Software,Same Event\n";

    @TempDir
    private Path folder;

    @Test
    void a_node_of_los_alamos_is_down_for_its_minutes() throws IOException {
        Trace trace = Written.open(Written.text(folder, "lanl.csv", LANL + """
                2,cluster,49,6152,80,7,0,5-Apr,5-Jun,current,part,80,1,1,0,fe,6/21/2005 10:54,6/21/2005 11:00,6,,Disk,,,,,No
                2,cluster,49,6152,80,8,0,5-Apr,5-Jun,current,part,80,1,1,0,fe,6/21/2005 10:54,,-3,,,,,,"MPI, PVM",No
                """));
        long at = Instant.parse("2005-06-21T16:54:00Z").getEpochSecond() * SECOND;
        try (var failures = trace.records(RecordType.FAILURES)) {
            assertThat(failures.next())
                    .isEqualTo(new Failure("system 2 node 7", at, at + 360 * SECOND, "Hardware: Disk"));
            assertThat(failures.next()).isEqualTo(new Failure("system 2 node 8", at, at, "Software: MPI, PVM"));
            assertThat(failures.next()).isNull();
        }
        assertThat(trace.rows()).isEqualTo(2);
        assertThat(trace.totals().get("down_time_not_above_0")).isEqualTo(1);
    }

    @Test
    void a_disk_fails_once() throws IOException {
        Trace trace = Written.open(Written.text(
                folder, "alpine.csv", ",Timestamp,SSC,SSU,Enclosure,Slot\n0,2019-01-04T14:41:12-0500,2,g,1,29\n"));
        long at = Instant.parse("2019-01-04T19:41:12Z").getEpochSecond() * SECOND;
        try (var failures = trace.records(RecordType.FAILURES)) {
            assertThat(failures.next()).isEqualTo(new Failure("ssc 2 ssu g enclosure 1 slot 29", at, -1, ""));
        }
        assertThatThrownBy(() -> Written.open(Written.text(
                        folder, "alpine.csv", ",Timestamp,SSC,SSU,Enclosure,Slot\n0,2019-02-30T14:41:12,2,g,1,29\n")))
                .hasMessageContaining("alpine.csv:2: column 'Timestamp': date and time expected");
    }
}

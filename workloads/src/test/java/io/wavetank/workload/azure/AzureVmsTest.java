package io.wavetank.workload.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzureVmsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void the_published_sample_is_read_with_its_readings() throws IOException {
        Trace trace = Written.open(SharedData.file("traces/azure-vm-sample-opendc"));
        assertThat(trace.format().name()).isEqualTo("azure-vm");
        assertThat(trace.totals().get("vms")).isEqualTo(10);
        assertThat(trace.inspect(RecordType.USAGE).records()).isEqualTo(100);
        Trace one = Written.open(SharedData.file("traces/azure-vm-sample-opendc/vmtable/vmtable.csv.gz"));
        Submission second = Written.submissions(one).stream()
                .filter(task -> task.workNanos() == 1_539_300 * SECOND)
                .findFirst()
                .orElseThrow();
        assertThat(second.taskClass().request(Resources.MEMORY)).isEqualTo(805_306_368);
        assertThat(second.taskClass().request(Resources.CPU)).isEqualTo(1000);
    }

    @Test
    void machines_alive_at_either_end_and_open_buckets_are_counted() throws IOException {
        Trace trace = Written.open(Written.text(folder, "vmtable.csv", """
                aaa=,sub=,dep=,0,2591700,99,3.4,10.1,Delay-insensitive,2,4
                bbb=,sub=,dep=,300,900,99,3.4,10.1,Interactive,>24,>64
                ccc=,sub=,dep=,600,600,99,3.4,10.1,Unknown,4,1.75
                """));
        List<Submission> tasks = Written.submissions(trace);
        assertThat(tasks)
                .extracting(Submission::id, Submission::submitNanos, Submission::workNanos)
                .containsExactly(tuple("aaa=", 0L, Submission.FOREVER), tuple("bbb=", 300 * SECOND, 600 * SECOND));
        assertThat(tasks.get(1).taskClass().request(Resources.CPU)).isEqualTo(24_000);
        assertThat(tasks.get(1).taskClass().request(Resources.MEMORY)).isEqualTo(64L << 30);
        assertThat(trace.totals().values())
                .containsEntry("tasks_running_at_start", 1L)
                .containsEntry("tasks_running_at_end", 1L)
                .containsEntry("vms_of_open_size", 1L);
        assertThat(trace.dropped()).containsEntry("run time is 0", 1L);
    }

    @Test
    void a_faulty_row_is_named() {
        String good = "aaa=,sub=,dep=,0,900,99,3.4,10.1,Unknown,2,4\n";
        assertThatThrownBy(() -> Written.open(
                        Written.text(folder, "vmtable.csv", good + "bbb=,sub=,dep=,900,300,99,3.4,10.1,Unknown,2,4\n")))
                .hasMessageContaining("vmtable.csv:2: column 'deleted': the machine is deleted before it is created");
    }

    @Test
    void arrivals_have_the_stated_totals() throws IOException {
        for (String name : List.of("v1.dev.txt", "v1.dev.c2100000.txt")) {
            Trace trace = Written.open(SharedData.file("traces/azure-vm-2017-huawei/" + name));
            assertThat(trace.format().name()).isEqualTo("azure-vm-arrivals");
            assertThat(trace.totals().values())
                    .containsEntry("bins", 1000L)
                    .containsEntry("arrivals", 259_159L)
                    .containsEntry("first_bin_s", 1_800_000L)
                    .containsEntry("last_bin_s", 2_099_700L);
            assertThatThrownBy(trace::requireTasks).hasMessageContaining("holds request rates");
        }
    }
}

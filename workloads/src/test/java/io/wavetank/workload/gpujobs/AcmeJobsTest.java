package io.wavetank.workload.gpujobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Resources;
import io.wavetank.workload.Written;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as the publisher shows them: Seren without memory, Kalos with it. */
final class AcmeJobsTest {
    private static final String SEREN = """
            job_id,user,node_num,gpu_num,cpu_num,type,state,submit_time,start_time,end_time,duration,queue,gpu_time
            5778432,u5907,1,8,128,Other,FAILED,2023-03-01 00:18:22+08:00,2023-03-01 00:18:54+08:00,2023-03-01 00:20:51+08:00,117,32,936.0
            5778433,u5907,2,16,256,Pretrain,CANCELLED,2023-03-01 00:19:22+08:00,None,2023-03-01 00:20:51+08:00,0,32,0
            """;
    private static final String KALOS = """
            job_id,user,node_num,gpu_num,cpu_num,mem_per_pod_GB,shared_mem_per_pod,type,state,submit_time,start_time,end_time,fail_time,stop_time,duration,queue,gpu_time
            dlc1,uf794,2,16,120,600.0,100.0,Other,FAILED,2023-05-17 11:00:58+00:00,2023-05-17 11:01:08+00:00,2023-05-17 11:01:16+00:00,2023-05-17 11:01:16+00:00,,18.0,10.0,64.0
            """;

    @TempDir
    private Path folder;

    @Test
    void a_job_runs_from_its_start_to_its_end_whatever_the_duration_says() throws IOException {
        var seren = Written.open(Written.text(folder, "trace_seren.csv", SEREN));
        var kalos = Written.open(Written.text(folder, "trace_kalos.csv", KALOS));

        assertThat(seren.format().name()).isEqualTo("acme");
        assertThat(seren.dropped()).containsEntry("never started", 1L);
        var first = Written.submissions(seren).get(0);
        assertThat(first.workNanos()).isEqualTo(117_000_000_000L);
        assertThat(first.taskClass().gpuCount()).isEqualTo(8);
        assertThat(first.taskClass().request(Resources.CPU)).isEqualTo(128_000);
        assertThat(first.taskClass().labels()).containsEntry("type", "Other");
        var pair = Written.submissions(kalos).get(0);
        assertThat(pair.workNanos()).isEqualTo(8_000_000_000L);
        assertThat(pair.taskClass().members()).isEqualTo(2);
        assertThat(pair.taskClass().request(Resources.MEMORY)).isEqualTo(600L << 30);
    }

    @Test
    void an_end_before_the_start_is_a_fault_of_its_line() throws IOException {
        Path file = Written.text(folder, "t.csv", SEREN.replace("00:20:51+08:00,117", "00:18:51+08:00,117"));

        assertThatThrownBy(() -> Written.open(file))
                .hasMessageContaining("t.csv:2: column 'end_time': an end before the start");
    }
}

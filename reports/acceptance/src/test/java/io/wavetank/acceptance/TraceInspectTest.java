package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code wavetank trace inspect} over every published trace at hand: the right format, and what {@code SOURCE.md} beside it says about rows, totals and
 * traps.
 */
final class TraceInspectTest {
    /** File or folder, format, rows, and what else has to be said: {@code name=value} for a total, anything else word for word. */
    private static final List<String> TRACES = """
            alibaba-2017-cloudsimpy/jobs.csv | cloudsimpy-jobs | 31,756 | jobs=5,216; instances=2,551,075; last_submit_s=59,829
            alibaba-2026-genai | alibaba-genai-2026 | 26,823 | 90,214 measurements
            alibaba-2026-genai/lora_request_trace.tar.gz | alibaba-genai-2026 | 26,823 | requests=26,823; prompt_length_unknown=25
            alibaba-2026-genai/model_predict_data_anon.tar.gz | alibaba-genai-2026 | 6,254 | measurements=6,254
            alibaba-2026-genai/pipeline_inference_data_anon.tar.gz | alibaba-genai-2026 | 34,421 | measurements=34,421
            alibaba-2026-genai/qps.tar.gz | alibaba-genai-2026 | 24,627 | container_unknown=1,114
            alibaba-2026-genai/queue_rt_raw_anon.tar.gz | alibaba-genai-2026 | 23,478 | measurements=23,478
            alibaba-2026-genai/queue_size_raw_anon.tar.gz | alibaba-genai-2026 | 1,434 | container_unknown=1,434
            alibaba-2026-spot-gpu/node_info_df.csv | alibaba-spot-2026 | 4,278 | 4,278 nodes
            alibaba-gpu-2023/openb_node_list_all_node.csv | alibaba-openb | 1,523 | nodes_without_gpu=310; gpus=6,212
            alibaba-gpu-2023/openb_node_list_gpu_node.csv | alibaba-openb | 1,213 | nodes_without_gpu=0; gpus=6,212
            alibaba-gpu-2023/openb_pod_list_cpu050.csv | alibaba-openb | 7,439 | 1 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_cpu100.csv | alibaba-openb | 7,853 | 1 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_cpu200.csv | alibaba-openb | 8,832 | 1 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_cpu250.csv | alibaba-openb | 9,420 | 1 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_default.csv | alibaba-openb | 8,152 | pods_cpu_only=1,088; pods_shared_gpu=3,078; pods_1_gpu=3,911; pods_2_gpus=16; pods_4_gpus=15; pods_8_gpus=44; gpu_millis=6,086,800; scheduled_time_empty=897; 1 x run time is 0; by submission
            alibaba-gpu-2023/openb_pod_list_gpushare100.csv | alibaba-openb | 8,152 | 3 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_gpushare20.csv | alibaba-openb | 8,152 | 1 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_gpushare40.csv | alibaba-openb | 8,152 | 2 x run time is 0; not by submission
            alibaba-gpu-2023/openb_pod_list_gpuspec10.csv | alibaba-openb | 8,152 | 1 x run time is 0; by submission
            alibaba-gpu-2023/openb_pod_list_gpuspec33.csv | alibaba-openb | 8,152 | 1 x run time is 0; by submission
            alibaba-gpu-2023/openb_pod_list_multigpu20.csv | alibaba-openb | 8,324 | 8,324 sizes of tasks; these are no tasks
            alibaba-gpu-2023/openb_pod_list_multigpu50.csv | alibaba-openb | 9,061 | 9,061 sizes of tasks; these are no tasks
            alibaba-gpu-2025-dlrm/disaggregated_DLRM_trace.csv | alibaba-dlrm-2025 | 23,871 | applications=156; instances_cn=16,485; instances_hn=7,386; tasks_running_at_start=7,280; tasks_running_at_end=8,878; max_instance_per_node_unlimited=12,248; disk_limit_differs=23,201; last_deletion_s=2,677,541
            azure-functions-2019-sample | azure-functions-2019 | 4 | functions=4
            azure-functions-2019-sample/durations.csv | azure-functions-2019 | 4 | 4 distributions
            azure-functions-2019-sample/invocations.csv | azure-functions-2019 | 4 | functions=4
            azure-functions-2019-sample/memory.csv | azure-functions-2019 | 4 | 4 distributions
            azure-functions-2021-sample/Azure2021_30.csv | azure-functions-2021 | 29 | invocations=29
            azure-llm-2023/AzureLLMInferenceTrace_code.csv | azure-llm | 8,819 | over 57.3 min; 2,048; 27.9
            azure-vm-2017-huawei/v1.dev.c2100000.txt | azure-vm-arrivals | 1,000 | arrivals=259,159; first_bin_s=1,800,000; last_bin_s=2,099,700
            azure-vm-2017-huawei/v1.dev.txt | azure-vm-arrivals | 1,000 | arrivals=259,159; first_bin_s=1,800,000; last_bin_s=2,099,700
            azure-vm-sample-opendc | azure-vm | 10 | vms=10; 100 usage samples
            azure-vm-sample-opendc/vm_cpu_readings/vm_cpu_readings-file-1-of-125.csv.gz | azure-vm | 100 | 100 usage samples
            azure-vm-sample-opendc/vmtable/vmtable.csv.gz | azure-vm | 10 | vms=10
            batsim/example_workload_hpc_seed1_jobs250.json | batsim | 250 |
            batsim/example_workload_hpc_seed2_jobs250.json | batsim | 250 |
            batsim/example_workload_hpc_seed3_jobs250.json | batsim | 250 |
            batsim/example_workload_hpc_seed4_jobs250.json | batsim | 250 |
            batsim/example_workload_hpc_seed5_jobs250.json | batsim | 250 |
            batsim/medium_late.json | batsim | 801 | processors=32
            bitbrains/bitbrains.csv | bitbrains | 8,619 | machines=1
            bitbrains/vm.txt | bitbrains | 2 | machines=1
            coflow-facebook/FB2010-1Hr-150-0.txt | coflow | 526 | racks=150; coflows=526; last_arrival_ms=3,629,235
            failures-disk-hpc/alpine_formatted_data.csv | disk-failures | 3,766 | failures=3,766
            failures-lanl/LANL-1996-2005.csv | lanl-failures | 23,739 | systems=23; down_time_not_above_0=187; not in order of time
            google-2011-sample | google-2011 | 32 | machines_added=7; 11 usage samples
            google-2011-sample/machine-events-sample-1.csv | google-2011 | 8 | 8 machine events
            google-2011-sample/task-events-sample-1.csv | google-2011 | 32 | tasks=10
            google-2011-sample/task-usage-sample-1.csv | google-2011 | 11 | 11 usage samples
            gwf-sample/trace.gwf | gwf | 70 | tasks=70
            omega-example | omega | 5 | tasks=1,002; jobs_ended=2; 60 measurements
            omega-example/example-init-cluster-state.log | omega | 5 | jobs=3; jobs_production=1; tasks_running_at_end=1
            omega-example/job-distribution-traces/example_csizes_cmb.log | omega | 20 | samples_batch=10; samples_service=10
            omega-example/job-distribution-traces/example_interarrival_cmb.log | omega | 20 | samples_batch=10
            omega-example/job-distribution-traces/example_runtimes_cmb.log | omega | 20 | samples_batch=10
            opendc-failures/Facebook_user_reported.parquet | opendc-failures | 4,069 | failures=4,069
            opendc-failures/Netflix_user_reported.parquet | opendc-failures | 3,388 | failures=3,388
            opendc-failures/github-status_global-status_operator_reported.parquet | opendc-failures | 230 | failures=230
            opendc-failures/hypixel_online_game.parquet | opendc-failures | 81 | failures=81; of_no_host=0
            opendc-failures/slack_global-status_operator_reported.parquet | opendc-failures | 261 | failures=261; of_no_host=1
            opendc/bitbrains-small | opendc | 50 | tasks=50; 276,979 usage samples; fragments_without_their_task=0; not by submission
            opendc/bitbrains-small/fragments.parquet | opendc | 276,979 | tasks=50; these are no tasks
            opendc/bitbrains-small/tasks.parquet | opendc | 50 | tasks=50; memory_kib=612,054,410
            opendc/workflow_example/tasks.parquet | opendc | 4 | tasks_that_wait=3; edges=4
            philly-pollux/philly.csv | philly-table | 82,247 | virtual_clusters=15; not by submission; 2017-09-04
            planetlab-20110303 | planetlab | 28,800 | machines=100; samples=28,800
            swf-pyss-results/KTH-SP2.easy.swf.gz | swf | 28,481 | processors=100; not by submission
            swf-pyss-results/SDSC-BLUE.easy.swf.gz | swf | 232,542 | processors=1,152; not by submission
            swf-pyss-results/SDSC-SP2.easy.swf.gz | swf | 54,006 | processors=128; not by submission
            swf/CEA-curie-sample.swf | swf | 29,998 | processors=93,312
            swf/HPC2N-alea-prefix.swf | swf | 3,170 | processors=240; jobs_clipped_kept=320; 25 x run time is 0 or unknown
            swf/KTH-SP2-1996-2.1-cln.swf | swf | 28,481 | processors=100; span        340 d
            swf/NASA-iPSC-1993-3.1-cln.swf.gz | swf | 18,239 | processors=128; jobs_without_estimate_kept=18,066; 173 x run time is 0 or unknown
            swf/lublin_256.swf | swf | 10,000 | widest_job_kept=256; jobs_without_estimate_kept=10,000
            swf/opendc-sample.swf | swf | 5 |
            swim-facebook/FB-2009_samples_24_times_1hr_0.tsv | swim | 5,894 | jobs_map_only=4,448; over 24 h
            swim-facebook/FB-2010_samples_24_times_1hr_0.tsv | swim | 24,442 | jobs_map_only=8,324; over 24 h
            web-nasa/workload.tbz2 | request-rates | 5,059,950 | requests=3,461,610; peak=20
            web-worldcup98/invocation_count.csv | request-rates | 125,300 | requests=1,352,804,107; peak=229,426; interval_s=60
            wfcommons/1000genome-chameleon-2ch-100k-001.json | wfcommons | 52 | tasks=52
            wfcommons/bacass-dirt02-001.json | wfcommons | 11 | tasks=11
            wfcommons/blast-chameleon-small-005.json | wfcommons | 43 | tasks=43
            wfcommons/epigenomics-chameleon-hep-2seq-100k-001.json | wfcommons | 119 | tasks=119
            wfcommons/opendc-wfformat-trace.json | wfcommons | 26 | tasks=26
            wfcommons/seismology-chameleon-300p-001.json | wfcommons | 301 | tasks=301
            wfcommons/soykb-chameleon-40fastq-10ch-001.json | wfcommons | 336 | tasks=336
            wfcommons/srasearch-chameleon-20a-003.json | wfcommons | 42 | tasks=42
            wta-shell | wta | 10,208 | 10,208 tasks in 3,403 jobs; run_millis=89,229,863; edges=6,805; workflows=3,403
            wta-shell/tasks/schema-1.0/part.0.parquet | wta | 10,208 | tasks_that_wait=6,805
            wta-shell/workflows/schema-1.0/part.0.parquet | wta | 3,403 | workflows=3,403; tasks=10,208
            yarn-sls/2jobs2min-rumen-jh.json | yarn-rumen | 192 | jobs=2; map_tasks=192; reduce_tasks=0
            """.lines().toList();

    /** What lies among the traces and is none: explanations, maps, schedules that a simulator made. */
    private static final List<String> NO_TRACES = List.of(
            "azure-vm-2017-huawei/flav_map.txt",
            "batsim/medium_late.conservative.out_jobs.csv",
            "batsim/medium_late.easy.out_jobs.csv",
            "wta-shell/workload/schema-1.0/generic_information.json");

    @TestFactory
    Stream<DynamicTest> tells_of_every_published_trace_what_its_source_says() {
        return TRACES.stream()
                .map(row -> row.split("\\|", -1))
                .map(row -> DynamicTest.dynamicTest(row[0].strip(), () -> {
                    Path trace = SharedData.at("traces/" + row[0].strip());
                    String out =
                            Call.wavetank("trace", "inspect", trace).succeeded().out();
                    assertThat(out)
                            .contains("  format      " + row[1].strip() + ": ")
                            .contains("  rows        " + row[2].strip() + System.lineSeparator());
                    for (String fact : row[3].strip().split("; ", -1)) {
                        int equals = fact.indexOf('=');
                        if (equals > 0) {
                            assertThat(out)
                                    .containsPattern("(?m)^ +" + fact.substring(0, equals) + " +"
                                            + fact.substring(equals + 1) + "$");
                        } else {
                            assertThat(out).contains(fact);
                        }
                    }
                }));
    }

    @Test
    void no_published_file_is_left_out() throws IOException {
        Path traces = SharedData.at("traces");
        var left = new TreeSet<String>();
        try (Stream<Path> all = Files.walk(traces)) {
            all.filter(Files::isRegularFile)
                    .map(file -> traces.relativize(file).toString().replace('\\', '/'))
                    .filter(TraceInspectTest::isReadHere)
                    .forEach(left::add);
        }
        for (String row : TRACES) {
            left.remove(row.substring(0, row.indexOf('|')).strip());
        }
        left.removeAll(NO_TRACES);
        left.removeIf(name -> name.startsWith("planetlab-20110303/"));
        assertThat(left).isEmpty();
    }

    private static boolean isReadHere(String name) {
        return !name.endsWith(".md") && !name.endsWith(".header");
    }

    @Test
    void draws_a_page_of_charts(@TempDir Path folder) throws IOException {
        Path trace = Files.writeString(folder.resolve("jobs.swf"), SmallInputs.JOBS);
        Path charts = folder.resolve("look");

        Call.wavetank("trace", "inspect", trace, "-o", charts).succeeded();

        assertThat(Folder.files(charts)).contains("inspect.html", "run-times.svg", "run-times.png", "run-times.csv");
        assertThat(Files.readString(charts.resolve("inspect.html"))).contains("jobs.swf", "<svg", "run time");
        assertThat(Files.readString(charts.resolve("run-times.svg"))).contains(">Run time");
        assertThat(Files.readString(charts.resolve("arrivals.svg")))
                .contains(">Time (")
                .doesNotContain("Simulated");
    }

    @Test
    void says_in_one_line_what_is_no_trace(@TempDir Path folder) throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader,\n\nthis is no trace.\n");

        Call.wavetank("trace", "inspect", letter)
                .failed(2, "letter.txt:1: this is the beginning of no known trace format");
        Call.wavetank("trace", "inspect", letter, "--format", "sfw").failed(2, "did you mean swf");
        Call.wavetank("trace").failed(2, "Name what to do: inspect");
    }
}

package io.wavetank.workload;

import static io.wavetank.workload.trace.TraceContent.CONSTRAINTS;
import static io.wavetank.workload.trace.TraceContent.CPU;
import static io.wavetank.workload.trace.TraceContent.DEPENDENCIES;
import static io.wavetank.workload.trace.TraceContent.GANGS;
import static io.wavetank.workload.trace.TraceContent.GPUS;
import static io.wavetank.workload.trace.TraceContent.MACHINE_EVENTS;
import static io.wavetank.workload.trace.TraceContent.MEMORY;
import static io.wavetank.workload.trace.TraceContent.METRICS;
import static io.wavetank.workload.trace.TraceContent.NODES;
import static io.wavetank.workload.trace.TraceContent.PRIORITIES;
import static io.wavetank.workload.trace.TraceContent.REQUESTS;
import static io.wavetank.workload.trace.TraceContent.RUN_TIMES;
import static io.wavetank.workload.trace.TraceContent.TENANTS;
import static io.wavetank.workload.trace.TraceContent.USAGE;

import io.wavetank.workload.alibaba.Alibaba2017;
import io.wavetank.workload.alibaba.Alibaba2017Tasks;
import io.wavetank.workload.alibaba.Alibaba2018;
import io.wavetank.workload.alibaba.Alibaba2018Tasks;
import io.wavetank.workload.alibaba.CloudSimPyJobs;
import io.wavetank.workload.alibaba.DlrmInstances;
import io.wavetank.workload.alibaba.GenAiSeries;
import io.wavetank.workload.alibaba.PaiTasks;
import io.wavetank.workload.alibaba.SpotGpuJobs;
import io.wavetank.workload.azure.AzureArrivals;
import io.wavetank.workload.azure.AzureVms;
import io.wavetank.workload.google.Google2011;
import io.wavetank.workload.google.Google2019;
import io.wavetank.workload.google.GoogleAttributes;
import io.wavetank.workload.google.GoogleCollections;
import io.wavetank.workload.google.GoogleConstraints;
import io.wavetank.workload.google.GoogleMachines;
import io.wavetank.workload.google.GoogleTasks;
import io.wavetank.workload.google.GoogleUsage;
import io.wavetank.workload.google.OmegaState;
import io.wavetank.workload.openb.OpenbLists;
import io.wavetank.workload.openb.OpenbPods;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordStream;
import io.wavetank.workload.trace.TraceFormat;
import java.util.List;
import java.util.Set;

/** The rows of the table of formats that are about the clusters of large operators. */
final class ClusterFormats {
    private static final String CLUSTERDATA = "github.com/alibaba/clusterdata, folder cluster-trace-";

    static final List<TraceFormat> ROWS = List.of(
            new TraceFormat(
                    "alibaba-openb",
                    "Alibaba's GPU cluster of 2023 (openb), a pod a row",
                    CLUSTERDATA + "gpu-v2023",
                    "openb_pod_list_*.csv, openb_node_list_*.csv",
                    "1/1000 core, MiB, 1/1000 GPU, seconds from the start of the trace",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, CONSTRAINTS, NODES),
                    head -> OpenbPods.recognises(head.lines()),
                    OpenbLists::pods,
                    List.of(
                            new RecordStream<>(RecordType.MACHINES, OpenbLists::nodes),
                            new RecordStream<>(RecordType.SIZES, OpenbLists::sizes))),
            new TraceFormat(
                    "google-2011",
                    "Google's cluster of May 2011, an event of a task a row",
                    "github.com/google/cluster-data, ClusterData2011_2",
                    "folder with task_events, machine_events, machine_attributes, task_constraints, task_usage; or one of their files",
                    "microseconds (the trace begins at 600 s), shares of the largest machine: 1.0 is 1,000,000 cores and 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, PRIORITIES, TENANTS, NODES, MACHINE_EVENTS, USAGE, CONSTRAINTS),
                    Google2011::recognises,
                    (reading, options) -> GoogleTasks.open(reading),
                    List.of(
                            new RecordStream<>(RecordType.MACHINES, GoogleMachines::open),
                            new RecordStream<>(RecordType.ATTRIBUTES, GoogleAttributes::open),
                            new RecordStream<>(RecordType.CONSTRAINTS, GoogleConstraints::open),
                            new RecordStream<>(RecordType.USAGE, GoogleUsage::open))),
            new TraceFormat(
                    "google-2019",
                    "Google's clusters of May 2019, an event of an instance a JSON line",
                    "github.com/google/cluster-data, ClusterData2019",
                    "folder with exports of instance_events, collection_events, machine_events, machine_attributes, instance_usage; or one of their files",
                    "microseconds (the trace begins at 600 s), shares of the largest machine: 1.0 is 1,000,000 cores and 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, PRIORITIES, NODES, MACHINE_EVENTS, USAGE, DEPENDENCIES, CONSTRAINTS),
                    Google2019::recognises,
                    (reading, options) -> Google2019.open(reading),
                    List.of(
                            new RecordStream<>(RecordType.MACHINES, Google2019::machines),
                            new RecordStream<>(RecordType.ATTRIBUTES, Google2019::attributes),
                            new RecordStream<>(RecordType.EDGES, GoogleCollections::edges, task -> "/" + task.job()),
                            new RecordStream<>(RecordType.CONSTRAINTS, GoogleCollections::constraints),
                            new RecordStream<>(RecordType.USAGE, Google2019::usage))),
            new TraceFormat(
                    "omega",
                    "What the simulator of Google's Omega begins with: jobs that run already, samples of distributions",
                    "github.com/google/cluster-scheduler-simulator",
                    "*-init-cluster-state.log, job-distribution-traces/*.log; or one of them",
                    "seconds, cores, bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, PRIORITIES, METRICS),
                    OmegaState::recognises,
                    (reading, options) -> OmegaState.open(reading),
                    List.of(new RecordStream<>(RecordType.METRICS, OmegaState::samples))),
            new TraceFormat(
                    "alibaba-2018",
                    "Alibaba's cluster of 2018: containers, and batch tasks of many instances",
                    CLUSTERDATA + "v2018",
                    "folder with batch_task.csv, container_meta.csv, machine_meta.csv, *_usage.csv, batch_instance.csv; or one of them",
                    "seconds, 1/100 core, memory in per cent of a machine: 100 is 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, TENANTS, DEPENDENCIES, NODES, MACHINE_EVENTS, USAGE),
                    Alibaba2018::recognises,
                    (reading, options) -> Alibaba2018Tasks.open(reading),
                    Alibaba2018.records()),
            new TraceFormat(
                    "alibaba-2017",
                    "Alibaba's cluster of 2017: containers, and batch tasks of many instances",
                    CLUSTERDATA + "v2017",
                    "folder with batch_task.csv, batch_instance.csv, container_event.csv, server_event.csv, *_usage.csv; or one of them",
                    "seconds, cores, memory as a share of a machine: 1.0 is 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, NODES, MACHINE_EVENTS, USAGE),
                    Alibaba2017::recognises,
                    (reading, options) -> Alibaba2017Tasks.open(reading),
                    Alibaba2017.records()),
            new TraceFormat(
                    "cloudsimpy-jobs",
                    "Batch tasks of Alibaba's cluster of 2017 as CloudSimPy keeps them",
                    "github.com/FengcunLi/CloudSimPy",
                    "jobs.csv",
                    "seconds, cores, memory as a share of a machine: 1.0 is 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY),
                    CloudSimPyJobs::recognises,
                    (reading, options) -> CloudSimPyJobs.open(reading),
                    List.of()),
            new TraceFormat(
                    "azure-vm",
                    "Azure's virtual machines of 2017 and 2019",
                    "github.com/Azure/AzurePublicDataset",
                    "vmtable.csv.gz, vm_cpu_readings-file-*.csv.gz, or the folder with both",
                    "seconds, cores, GiB; readings in per cent of the virtual machine",
                    Set.of(RUN_TIMES, CPU, MEMORY, TENANTS, USAGE),
                    AzureVms::recognises,
                    (reading, options) -> AzureVms.open(reading),
                    List.of(new RecordStream<>(RecordType.USAGE, AzureVms::readings))),
            new TraceFormat(
                    "azure-vm-arrivals",
                    "Arrivals of Azure's virtual machines of 2017, by flavour or by run time",
                    "github.com/huaweicloud/trace_generation_rnn",
                    "v1.*.txt",
                    "seconds, bins of 300 s",
                    Set.of(REQUESTS),
                    AzureArrivals::recognises,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.RATES, AzureArrivals::open))),
            new TraceFormat(
                    "alibaba-pai-2020",
                    "Alibaba's machine learning platform of 2020 (PAI), a task of many instances a row",
                    CLUSTERDATA + "gpu-v2020",
                    "pai_task_table.csv, pai_machine_spec.csv, or the folder with both",
                    "seconds, 1/100 core, 1/100 GPU, GiB",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, GANGS, CONSTRAINTS, NODES),
                    PaiTasks::recognises,
                    (reading, options) -> PaiTasks.open(reading),
                    List.of(new RecordStream<>(RecordType.MACHINES, PaiTasks::machines))),
            new TraceFormat(
                    "alibaba-dlrm-2025",
                    "Alibaba's recommendation models of 2025 (DLRM), an instance a row",
                    CLUSTERDATA + "gpu-v2025",
                    "disaggregated_DLRM_trace.csv",
                    "cores, GPUs, GiB, seconds from the start of the trace",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, TENANTS),
                    DlrmInstances::recognises,
                    (reading, options) -> DlrmInstances.open(reading),
                    List.of()),
            new TraceFormat(
                    "alibaba-spot-2026",
                    "Alibaba's GPUs on the spot of 2026, a job a row",
                    "github.com/alibaba/clusterdata",
                    "job_info_df.csv, node_info_df.csv, or the folder with both",
                    "cores, GPUs, seconds from the first submission",
                    Set.of(RUN_TIMES, CPU, GPUS, GANGS, CONSTRAINTS, PRIORITIES, TENANTS, NODES),
                    SpotGpuJobs::recognises,
                    (reading, options) -> SpotGpuJobs.open(reading),
                    List.of(new RecordStream<>(RecordType.MACHINES, SpotGpuJobs::nodes))),
            new TraceFormat(
                    "alibaba-genai-2026",
                    "Alibaba's serving of generative models of 2026: series by container, requests for pictures",
                    "github.com/alibaba/clusterdata",
                    "qps.csv, queue_*.csv, pipeline_inference_*.csv, model_predict_*.csv, lora_request_trace.csv, or their tar.gz",
                    "seconds since 1970, ms, requests a second; local dates and times of China",
                    Set.of(REQUESTS, METRICS),
                    GenAiSeries::recognises,
                    TraceFormat.NO_TASKS,
                    List.of(
                            new RecordStream<>(RecordType.REQUESTS, GenAiSeries::requests),
                            new RecordStream<>(RecordType.METRICS, GenAiSeries::metrics))));

    private ClusterFormats() {}
}

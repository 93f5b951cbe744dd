package io.wavetank.workload;

import static io.wavetank.workload.trace.TraceContent.CONSTRAINTS;
import static io.wavetank.workload.trace.TraceContent.CPU;
import static io.wavetank.workload.trace.TraceContent.DEPENDENCIES;
import static io.wavetank.workload.trace.TraceContent.ESTIMATES;
import static io.wavetank.workload.trace.TraceContent.FAILURES;
import static io.wavetank.workload.trace.TraceContent.FLOWS;
import static io.wavetank.workload.trace.TraceContent.GANGS;
import static io.wavetank.workload.trace.TraceContent.GPUS;
import static io.wavetank.workload.trace.TraceContent.MEMORY;
import static io.wavetank.workload.trace.TraceContent.NODES;
import static io.wavetank.workload.trace.TraceContent.PRIORITIES;
import static io.wavetank.workload.trace.TraceContent.PROCESSORS;
import static io.wavetank.workload.trace.TraceContent.REQUESTS;
import static io.wavetank.workload.trace.TraceContent.RUN_TIMES;
import static io.wavetank.workload.trace.TraceContent.TENANTS;
import static io.wavetank.workload.trace.TraceContent.USAGE;

import io.wavetank.sim.Submission;
import io.wavetank.workload.azure.AzureFunctions;
import io.wavetank.workload.batsim.BatsimJobs;
import io.wavetank.workload.columnar.ColumnarEdges;
import io.wavetank.workload.columnar.ColumnarReader;
import io.wavetank.workload.facebook.Coflows;
import io.wavetank.workload.facebook.SwimJobs;
import io.wavetank.workload.failurelog.FailureLogs;
import io.wavetank.workload.gpujobs.AcmeJobs;
import io.wavetank.workload.gpujobs.HeliosJobs;
import io.wavetank.workload.gpujobs.PhillyJobs;
import io.wavetank.workload.gpujobs.PhillyTable;
import io.wavetank.workload.llm.LlmRequests;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.series.RequestRates;
import io.wavetank.workload.series.VmUsage;
import io.wavetank.workload.swf.HpcStartsReader;
import io.wavetank.workload.swf.SwfReader;
import io.wavetank.workload.trace.RecordStream;
import io.wavetank.workload.trace.TraceFormat;
import io.wavetank.workload.workflow.GwfTasks;
import io.wavetank.workload.workflow.WfCommons;
import io.wavetank.workload.yarn.RumenJobs;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** All rows of the table of formats; those with a header or marks of their own are tried before those without. */
final class FormatTable {
    private static final List<TraceFormat> PARALLEL = List.of(
            new TraceFormat(
                    "wavetank",
                    "Wavetank's own form: tasks in columns, packed small and read fast",
                    "written by 'wavetank trace convert'",
                    "*.wtt",
                    "nanoseconds, 1/1000 core, bytes, 1/1000 GPU",
                    Set.of(
                            RUN_TIMES,
                            ESTIMATES,
                            CPU,
                            MEMORY,
                            GPUS,
                            CONSTRAINTS,
                            PRIORITIES,
                            TENANTS,
                            GANGS,
                            NODES,
                            PROCESSORS,
                            DEPENDENCIES),
                    ColumnarReader::recognises,
                    (reading, options) -> ColumnarReader.open(reading),
                    List.of(new RecordStream<>(RecordType.EDGES, ColumnarEdges::open, ColumnarEdges::group))),
            new TraceFormat(
                    "swf",
                    "Standard Workload Format, a rigid parallel job a line",
                    "Parallel Workloads Archive, www.cs.huji.ac.il/labs/parallel/workload",
                    "*.swf",
                    "processors, seconds",
                    Set.of(RUN_TIMES, CPU, ESTIMATES, TENANTS, GANGS, PROCESSORS),
                    head -> SwfReader.recognises(head.lines()),
                    TraceFormat.ofFile(SwfReader::new),
                    List.of()),
            new TraceFormat(
                    "hpc-starts",
                    "Rigid parallel jobs with recorded start times, a job a row",
                    "golden/hpc of Wavetank's shared data",
                    "*.starts.csv",
                    "processors, seconds",
                    Set.of(RUN_TIMES, CPU, ESTIMATES, GANGS, PROCESSORS),
                    head -> HpcStartsReader.recognises(head.lines()),
                    TraceFormat.ofFile(HpcStartsReader::new),
                    List.of()));

    private static final List<TraceFormat> SERIES = List.of(
            new TraceFormat(
                    "azure-functions-2019",
                    "Azure's functions of 2019: invocations a minute, spread of run times and of memory",
                    "github.com/Azure/AzurePublicDataset",
                    "invocations_per_function_md.anon.d*.csv, function_durations_percentiles.anon.d*.csv, app_memory_percentiles.anon.d*.csv",
                    "counts per minute; run times in ms, memory in MB",
                    Set.of(REQUESTS),
                    AzureFunctions::is2019,
                    TraceFormat.NO_TASKS,
                    List.of(
                            new RecordStream<>(RecordType.RATES, AzureFunctions::rates),
                            new RecordStream<>(RecordType.SPREADS, AzureFunctions::spreads))),
            new TraceFormat(
                    "azure-functions-2021",
                    "Azure's functions of 2021, an invocation a row",
                    "github.com/Azure/AzurePublicDataset",
                    "AzureFunctionsInvocationTraceForTwoWeeksJan2021.txt",
                    "seconds",
                    Set.of(REQUESTS, RUN_TIMES),
                    AzureFunctions::is2021,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.REQUESTS, AzureFunctions::invocations))),
            new TraceFormat(
                    "azure-llm",
                    "Requests to Azure's language models of 2023 and 2024",
                    "github.com/Azure/AzurePublicDataset",
                    "AzureLLMInferenceTrace_*.csv",
                    "dates and times, tokens",
                    Set.of(REQUESTS),
                    LlmRequests::isAzure,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.REQUESTS, LlmRequests::azure))),
            new TraceFormat(
                    "burstgpt",
                    "Requests to ChatGPT and GPT-4 (BurstGPT)",
                    "github.com/HPMLL/BurstGPT",
                    "BurstGPT_*.csv",
                    "seconds from the first day, tokens",
                    Set.of(REQUESTS),
                    LlmRequests::isBurst,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.REQUESTS, LlmRequests::burst))),
            new TraceFormat(
                    "swim",
                    "MapReduce jobs of Facebook by their bytes (SWIM)",
                    "github.com/SWIMProjectUCB/SWIM",
                    "FB-*_samples_*.tsv",
                    "seconds, bytes",
                    Set.of(REQUESTS),
                    SwimJobs::recognises,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.REQUESTS, SwimJobs::open))),
            new TraceFormat(
                    "coflow",
                    "Coflows of Facebook: shuffles between racks",
                    "github.com/coflow/coflow-benchmark",
                    "FB2010-1Hr-150-0.txt",
                    "milliseconds, megabytes of 10^6 bytes",
                    Set.of(FLOWS),
                    Coflows::recognises,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.FLOWS, Coflows::open))),
            new TraceFormat(
                    "bitbrains",
                    "Usage of Bitbrains' virtual machines, a machine a file",
                    "Grid Workloads Archive, GWA-T-12",
                    "fastStorage/*.csv, rnd/*.csv, or one of them; its extended form *.txt",
                    "seconds since 1970 (its header says ms), MHz, KB",
                    Set.of(USAGE),
                    VmUsage::isBitbrains,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.USAGE, VmUsage::bitbrains))),
            new TraceFormat(
                    "lanl-failures",
                    "Failures of nodes at Los Alamos, 1996 to 2005",
                    "LANL, release LA-UR-05-7318",
                    "LANL-1996-2005.csv",
                    "local dates and times, minutes",
                    Set.of(FAILURES),
                    FailureLogs::isLanl,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.FAILURES, FailureLogs::lanl))),
            new TraceFormat(
                    "disk-failures",
                    "Failures of disks at Oak Ridge, 2019 to 2023",
                    "github.com/Ann-Geo/Disk-failures-in-HPC-2024",
                    "alpine_formatted_data.csv",
                    "dates and times with offset",
                    Set.of(FAILURES),
                    FailureLogs::isDisks,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.FAILURES, FailureLogs::disks))),
            new TraceFormat(
                    "request-rates",
                    "Rates of requests: a table of times and counts, or a count for each second",
                    "such as WorldCup98 and NASA of the Internet Traffic Archive, by the minute or second",
                    "*.csv with a header line period,count or the like; whole numbers between blanks",
                    "dates and times or seconds, counts",
                    Set.of(REQUESTS),
                    RequestRates::recognises,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.RATES, RequestRates::open))),
            new TraceFormat(
                    "planetlab",
                    "Usage of PlanetLab's virtual machines, a machine a file",
                    "github.com/beloglazov/planetlab-workload-traces",
                    "folder of a day, or one of its files",
                    "per cent of the CPU, a whole number a line for each 300 s",
                    Set.of(USAGE),
                    VmUsage::isPlanetLab,
                    TraceFormat.NO_TASKS,
                    List.of(new RecordStream<>(RecordType.USAGE, VmUsage::planetLab))));

    private static final List<TraceFormat> JOBS = List.of(
            new TraceFormat(
                    "philly",
                    "Deep learning jobs of Microsoft (Philly), a JSON array",
                    "github.com/msr-fiddle/philly-traces",
                    "cluster_job_log",
                    "local dates and times of the US Pacific coast, GPUs",
                    Set.of(RUN_TIMES, GPUS, GANGS, TENANTS),
                    PhillyJobs::recognises,
                    (reading, options) -> PhillyJobs.open(reading),
                    List.of()),
            new TraceFormat(
                    "philly-table",
                    "Deep learning jobs of Microsoft (Philly) as ElasticFlow and Pollux keep them",
                    "github.com/pkusys/ElasticFlow",
                    "philly.csv",
                    "local dates and times of the US Pacific coast, seconds, GPUs",
                    Set.of(RUN_TIMES, GPUS, GANGS, TENANTS),
                    PhillyTable::recognises,
                    (reading, options) -> PhillyTable.open(reading),
                    List.of()),
            new TraceFormat(
                    "helios",
                    "Deep learning jobs of SenseTime (Helios), a job a row",
                    "github.com/S-Lab-System-Group/HeliosData",
                    "cluster_log.csv",
                    "local dates and times of China, seconds, cores, GPUs",
                    Set.of(RUN_TIMES, CPU, GPUS, GANGS, TENANTS),
                    HeliosJobs::recognises,
                    (reading, options) -> HeliosJobs.open(reading),
                    List.of()),
            new TraceFormat(
                    "acme",
                    "Jobs that train large language models (Acme), clusters Seren and Kalos, a job a row",
                    "github.com/InternLM/AcmeTrace",
                    "trace_seren.csv, trace_kalos.csv",
                    "dates and times with offset, cores, GPUs, GiB",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, GANGS, TENANTS),
                    AcmeJobs::recognises,
                    (reading, options) -> AcmeJobs.open(reading),
                    List.of()),
            new TraceFormat(
                    "batsim",
                    "Workload of the simulator Batsim: rigid parallel jobs and their profiles in JSON",
                    "batsim.readthedocs.io",
                    "*.json with jobs, profiles and nb_res",
                    "processors, seconds",
                    Set.of(RUN_TIMES, CPU, ESTIMATES, GANGS, PROCESSORS),
                    BatsimJobs::recognises,
                    BatsimJobs::open,
                    List.of()),
            new TraceFormat(
                    "wfcommons",
                    "A workflow of WfCommons (WfFormat), a graph of tasks in JSON",
                    "wfcommons.org",
                    "*.json with workflow",
                    "seconds, cores, bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, DEPENDENCIES, NODES),
                    WfCommons::recognises,
                    (reading, options) -> WfCommons.open(reading),
                    List.of(
                            new RecordStream<>(
                                    RecordType.EDGES, WfCommons::edges, task -> task.job() + "/" + task.id()),
                            new RecordStream<>(RecordType.MACHINES, WfCommons::machines))),
            new TraceFormat(
                    "gwf",
                    "Workflows in the Grid Workload Format, a task a row",
                    "Grid Workloads Archive, gwa.ewi.tudelft.nl",
                    "*.gwf",
                    "seconds, processors",
                    Set.of(RUN_TIMES, CPU, GANGS, DEPENDENCIES),
                    GwfTasks::recognises,
                    (reading, options) -> GwfTasks.open(reading),
                    List.of(new RecordStream<>(RecordType.EDGES, GwfTasks::edges, Submission::id))),
            new TraceFormat(
                    "yarn-rumen",
                    "Job histories of Hadoop (Rumen), and traces of the YARN Scheduler Load Simulator, in JSON",
                    "hadoop.apache.org, Rumen and SLS",
                    "*-rumen-jh.json, sls-jobs.json: one object a job",
                    "milliseconds, MiB",
                    Set.of(RUN_TIMES, CPU, MEMORY, TENANTS),
                    RumenJobs::recognises,
                    (reading, options) -> RumenJobs.open(reading),
                    List.of()));

    /** What other modules bring along stands before the formats that are recognised by little. */
    static final List<TraceFormat> ROWS = Stream.of(ClusterFormats.ROWS, PARALLEL, JOBS, others(), SERIES)
            .flatMap(List::stream)
            .toList();

    private static List<TraceFormat> others() {
        return ServiceLoader.load(TraceFormatFamily.class, TraceFormatFamily.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(family -> family.formats().stream())
                .sorted(Comparator.comparing(TraceFormat::name))
                .toList();
    }

    private FormatTable() {}
}

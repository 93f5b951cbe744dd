package io.wavetank.workload;

import static io.wavetank.workload.trace.TraceContent.*;

import io.wavetank.workload.google.Google2011;
import io.wavetank.workload.google.GoogleConstraints;
import io.wavetank.workload.google.GoogleMachines;
import io.wavetank.workload.google.GoogleTasks;
import io.wavetank.workload.google.GoogleUsage;
import io.wavetank.workload.openb.OpenbPods;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.swf.HpcStartsReader;
import io.wavetank.workload.swf.SwfReader;
import io.wavetank.workload.trace.RecordStream;
import io.wavetank.workload.trace.TraceFormat;
import java.util.List;
import java.util.Set;

/** The rows of the table of formats. */
final class FormatTable {
    /** One row a format; the first that recognises a file reads it. */
    static final List<TraceFormat> ROWS = List.of(
            new TraceFormat(
                    "alibaba-openb",
                    "Alibaba's GPU cluster of 2023 (openb), a pod a row",
                    "github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2023",
                    "openb_pod_list_*.csv",
                    "1/1000 core, MiB, 1/1000 GPU, seconds from the start of the trace",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, CONSTRAINTS),
                    head -> OpenbPods.recognises(head.lines()),
                    TraceFormat.ofFile((lines, options) -> new OpenbPods(lines)),
                    List.of()),
            new TraceFormat(
                    "google-2011",
                    "Google's cluster of May 2011, an event of a task a row",
                    "github.com/google/cluster-data, ClusterData2011_2",
                    "folder with task_events/, machine_events/, task_constraints/, task_usage/; or one of their files",
                    "microseconds (the trace begins at 600 s), shares of the largest machine: 1.0 is 1,000,000 cores and 10^12 bytes",
                    Set.of(RUN_TIMES, CPU, MEMORY, PRIORITIES, TENANTS, NODES, MACHINE_EVENTS, USAGE, CONSTRAINTS),
                    Google2011::recognises,
                    (reading, options) -> GoogleTasks.open(reading),
                    List.of(
                            new RecordStream<>(RecordType.MACHINES, GoogleMachines::open),
                            new RecordStream<>(RecordType.CONSTRAINTS, GoogleConstraints::open),
                            new RecordStream<>(RecordType.USAGE, GoogleUsage::open))),
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

    private FormatTable() {}
}

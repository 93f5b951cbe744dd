package io.wavetank.workload.parquet;

import static io.wavetank.workload.trace.TraceContent.CPU;
import static io.wavetank.workload.trace.TraceContent.DEPENDENCIES;
import static io.wavetank.workload.trace.TraceContent.FAILURES;
import static io.wavetank.workload.trace.TraceContent.GPUS;
import static io.wavetank.workload.trace.TraceContent.MEMORY;
import static io.wavetank.workload.trace.TraceContent.METRICS;
import static io.wavetank.workload.trace.TraceContent.RUN_TIMES;
import static io.wavetank.workload.trace.TraceContent.TENANTS;
import static io.wavetank.workload.trace.TraceContent.USAGE;

import io.wavetank.sim.Submission;
import io.wavetank.workload.TraceFormatFamily;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordStream;
import io.wavetank.workload.trace.TraceFormat;
import java.util.List;
import java.util.Set;

/** The formats that are published as Parquet alone. Exports of formats that are known otherwise, such as Google's of 2019, are read as those. */
public final class ParquetFormats implements TraceFormatFamily {
    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public ParquetFormats() {}

    @Override
    public List<TraceFormat> formats() {
        return List.of(
                new TraceFormat(
                        "opendc",
                        "Workloads of the simulator OpenDC: tasks or virtual machines, and what they use",
                        "github.com/atlarge-research/opendc-traces",
                        "tasks.parquet, fragments.parquet, or the folder",
                        "milliseconds since 1970, cores, MHz, KiB (called MB)",
                        Set.of(RUN_TIMES, CPU, MEMORY, GPUS, USAGE, DEPENDENCIES),
                        head -> OpenDcTasks.recognises(head) || head.table(OpenDcRecords.FRAGMENT) != null,
                        (reading, options) -> OpenDcTasks.open(reading),
                        List.of(
                                new RecordStream<>(RecordType.USAGE, OpenDcRecords::fragments),
                                new RecordStream<>(RecordType.EDGES, OpenDcTasks::edges, task -> "/" + task.id()))),
                new TraceFormat(
                        "opendc-carbon",
                        "Carbon intensity of power grids, as OpenDC keeps it",
                        "github.com/atlarge-research/opendc-traces",
                        "*.parquet with timestamp and carbon_intensity",
                        "milliseconds since 1970, g/kWh",
                        Set.of(METRICS),
                        head -> head.table(OpenDcRecords.CARBON) != null,
                        TraceFormat.NO_TASKS,
                        List.of(new RecordStream<>(RecordType.METRICS, OpenDcRecords::carbon))),
                new TraceFormat(
                        "opendc-failures",
                        "Failures of services (Cloud Uptime Archive), as OpenDC keeps them",
                        "github.com/atlarge-research/opendc-traces",
                        "*.parquet with failure_interval, failure_duration, failure_intensity",
                        "milliseconds since the failure before, share of the hosts",
                        Set.of(FAILURES),
                        head -> head.table(OpenDcRecords.FAILURE) != null,
                        TraceFormat.NO_TASKS,
                        List.of(new RecordStream<>(RecordType.FAILURES, OpenDcRecords::failures))),
                new TraceFormat(
                        "wta",
                        "Workflows of the Workflow Trace Archive",
                        "wta.atlarge-research.com",
                        "tasks/schema-1.0/*.parquet, workflows/schema-1.0/*.parquet, or the folder",
                        "milliseconds, cores",
                        Set.of(RUN_TIMES, CPU, GPUS, TENANTS, DEPENDENCIES, METRICS),
                        WtaTasks::recognises,
                        (reading, options) -> WtaTasks.open(reading),
                        List.of(
                                new RecordStream<>(RecordType.EDGES, WtaTasks::edges, Submission::id),
                                new RecordStream<>(RecordType.METRICS, WtaTasks::workflows))));
    }
}

package io.wavetank.workload.sqlite;

import static io.wavetank.workload.trace.TraceContent.CPU;
import static io.wavetank.workload.trace.TraceContent.MEMORY;
import static io.wavetank.workload.trace.TraceContent.PRIORITIES;
import static io.wavetank.workload.trace.TraceContent.RUN_TIMES;
import static io.wavetank.workload.trace.TraceContent.TENANTS;

import io.wavetank.workload.TraceFormatFamily;
import io.wavetank.workload.trace.TraceFormat;
import java.util.List;
import java.util.Set;

/** The formats that are published as SQLite databases. */
public final class SqliteFormats implements TraceFormatFamily {
    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public SqliteFormats() {}

    @Override
    public List<TraceFormat> formats() {
        return List.of(new TraceFormat(
                "azure-packing-2020",
                "Azure's trace for packing of 2020: requests for virtual machines as shares of a machine",
                "github.com/Azure/AzurePublicDataset",
                "packing_trace_zone_a_v1.sqlite",
                "days, shares of a machine",
                Set.of(RUN_TIMES, CPU, MEMORY, PRIORITIES, TENANTS),
                AzurePacking::recognises,
                (reading, options) -> AzurePacking.open(reading),
                List.of()));
    }
}

package io.wavetank.workload.gpujobs;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Devices;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the GPU jobs of Microsoft's trace Philly as other simulators keep them: a CSV with {@code timestamp}, {@code duration}, {@code num_gpus},
 * {@code gpu_time} and {@code cluster} (the virtual cluster, which is the tenant).
 *
 * <p>Times are local ones of the US Pacific coast, durations seconds. Source: github.com/pkusys/ElasticFlow.
 */
public final class PhillyTable implements TaskReader {
    private static final int SUBMIT = 0;
    private static final int DURATION = 1;
    private static final int GPUS = 2;
    private static final int GPU_TIME = 3;
    private static final int CLUSTER = 4;
    private static final String[] COLUMNS = {"timestamp", "duration", "num_gpus", "gpu_time", "cluster"};

    private final Table table;
    private final Counts counts = new Counts("jobs", "virtual_clusters", "gpus", "gpu_seconds");
    private final Set<String> clusters = new HashSet<>();
    private final TaskClasses classes = new TaskClasses();

    private PhillyTable(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(List.of(COLUMNS));
    }

    /** Returns the reader. */
    public static PhillyTable open(Reading reading) throws TraceFormatException {
        return new PhillyTable(Table.headed(reading, List.of(reading.only()), Separator.COMMA, COLUMNS));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            int gpus = (int) table.wholeOrZeroDecimals(GPUS, 0, 100_000);
            long work = table.nanosFromZero(DURATION);
            String cluster = table.text(CLUSTER);
            counts.add("jobs", 1);
            counts.count("virtual_clusters", clusters.add(cluster));
            counts.add("gpus", gpus);
            counts.add("gpu_seconds", table.amount(GPU_TIME, 0));
            long submit = table.calendarNanos(SUBMIT, PhillyJobs.PACIFIC);
            if (work == 0) {
                counts.drop("run time is 0");
                continue;
            }
            var asked = TaskClass.builder().tenant(cluster);
            Devices.askForJob(asked, gpus);
            String id = Long.toString(counts.rows());
            return new Submission(id, id, submit, work, -1, classes.of(asked));
        }
        return null;
    }

    @Override
    public boolean ofTheCalendar() {
        return true;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

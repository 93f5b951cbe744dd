package io.wavetank.workload.failurelog;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs of failures. Los Alamos (LANL, 1996 to 2005): nodes of 23 systems, local times of the mountains, repairs; down times that are not above 0
 * are counted and end at their beginning. Oak Ridge (Alpine, 2019 to 2023): disks, times with offset, no repairs.
 *
 * <p>Sources: LANL release LA-UR-05-7318; github.com/Ann-Geo/Disk-failures-in-HPC-2024. Times are nanoseconds since 1970.
 */
public final class FailureLogs {
    private static final ZoneId MOUNTAIN = ZoneId.of("America/Denver");
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int SYSTEM = 0;
    private static final int NODE = 5;
    private static final int STARTED = 16;
    private static final int FIXED = 17;
    private static final int DOWN = 18;
    private static final int FIRST_CAUSE = 19;
    private static final int LAST_CAUSE = 24;
    private static final String[] LANL = {
        "System",
        "machine type",
        "nodes",
        "procstot",
        "procsinnode",
        "nodenum",
        "nodenumz",
        "node install",
        "node prod",
        "node decom",
        "fru type",
        "mem",
        "cputype",
        "memtype",
        "num intercon",
        "purpose",
        "Prob Started (mm/dd/yy hh:mm)",
        "Prob Fixed (mm/dd/yy hh:mm)",
        "Down Time",
        "Facilities",
        "Hardware",
        "Human Error",
        "Network",
        "Undetermined",
        "Software",
        "Same Event"
    };
    private static final String[] DISK = {"Timestamp", "SSC", "SSU", "Enclosure", "Slot"};

    private FailureLogs() {}

    /** Recognises the title of LANL's log. */
    public static boolean isLanl(Head head) {
        return head.lines().get(0).contains("LA-UR-05-7318")
                || head.columns().containsAll(List.of("System", "nodenum", "Down Time", "Same Event"));
    }

    /** Recognises the header line of the log of disks. */
    public static boolean isDisks(Head head) {
        return head.columns().containsAll(List.of(DISK));
    }

    /** Returns the failures of LANL. */
    public static RecordReader<Failure> lanl(Reading reading) throws TraceFormatException {
        Table table = Table.plain(reading, List.of(reading.only()), Separator.COMMA, LANL);
        var counts = new Counts(
                "failures",
                "systems",
                "down_time_not_above_0",
                "times_contradict_down_time",
                "without_cause",
                "down_minutes");
        var systems = new HashSet<String>();
        boolean[] titled = new boolean[1];
        return new RecordReader<>() {
            @Override
            public @Nullable Failure next() throws TraceFormatException {
                while (table.next()) {
                    if (!titled[0]
                            && (table.text(SYSTEM).startsWith("LANL")
                                    || table.text(SYSTEM).equals(LANL[0]))) {
                        titled[0] = table.text(SYSTEM).equals(LANL[0]);
                        continue;
                    }
                    counts.row();
                    counts.count("systems", systems.add(table.text(SYSTEM)));
                    return failure(table, counts);
                }
                return null;
            }

            @Override
            public Counts counts() {
                return counts;
            }
        };
    }

    private static Failure failure(Table table, Counts counts) throws TraceFormatException {
        long started = table.calendarNanos(STARTED, MOUNTAIN);
        long minutes = table.empty(DOWN) ? 0 : table.whole(DOWN, Integer.MIN_VALUE, Integer.MAX_VALUE);
        counts.add("failures", 1);
        counts.count("down_time_not_above_0", minutes <= 0);
        counts.add("down_minutes", Math.max(0, minutes));
        long repaired = started + Math.max(0, minutes) * MINUTE_NANOS;
        if (!table.empty(FIXED)) {
            counts.count("times_contradict_down_time", table.calendarNanos(FIXED, MOUNTAIN) != repaired);
        }
        String cause = "";
        for (int column = FIRST_CAUSE; column <= LAST_CAUSE && cause.isEmpty(); column++) {
            cause = table.empty(column) ? "" : LANL[column] + ": " + table.text(column);
        }
        counts.count("without_cause", cause.isEmpty());
        return new Failure("system " + table.text(SYSTEM) + " node " + table.text(NODE), started, repaired, cause);
    }

    /** Returns the failures of disks. */
    public static RecordReader<Failure> disks(Reading reading) throws TraceFormatException {
        Table table = Table.headed(reading, List.of(reading.only()), Separator.COMMA, DISK);
        return new TableRecords<>(table, new Counts("failures"), (row, counts) -> {
            counts.add("failures", 1);
            String disk =
                    "ssc " + row.text(1) + " ssu " + row.text(2) + " enclosure " + row.text(3) + " slot " + row.text(4);
            return new Failure(disk, row.calendarNanos(0, ZoneOffset.UTC), -1, "");
        });
    }
}

package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.RecordSource;
import io.wavetank.workload.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a log tells of one outage. Times are nanoseconds of the log's clock.
 *
 * @param component what was out
 * @param toNanos when it was back; -1 if nobody said
 * @param share what share of all hosts was out; NaN if the component says it
 */
record RecordedOutage(String component, long fromNanos, long toNanos, String cause, double share) {
    /** Reads all that a log tells of the components that are asked for; at least one. */
    static List<RecordedOutage> read(Trace trace, Section fault) throws TraceFormatException, ScenarioException {
        String wanted = fault.textOrNull("component");
        List<RecordedOutage> all = new ArrayList<>();
        if (trace.recordTypes().contains(RecordType.FAILURES)) {
            try (RecordSource<Failure> failures = trace.records(RecordType.FAILURES)) {
                for (Failure each = failures.next(); each != null; each = failures.next()) {
                    if (isOf(each.component(), wanted)) {
                        all.add(new RecordedOutage(
                                each.component(), each.atNanos(), each.repairedNanos(), each.cause(), each.share()));
                    }
                }
            }
        } else if (trace.recordTypes().contains(RecordType.MACHINES)) {
            machines(trace, wanted, all);
        } else {
            throw ScenarioException.of(
                    fault.place("log"),
                    fault.path() + ".log is of format " + trace.format().name()
                            + ", which tells of no failures; expected a log of failures or of machine events");
        }
        if (all.isEmpty()) {
            throw ScenarioException.of(
                    fault.place(wanted == null ? "log" : "component"),
                    fault.path() + ".log tells of no failure" + (wanted == null ? "" : " of '" + wanted + "'")
                            + "; expected one that does");
        }
        return all;
    }

    private static boolean isOf(String component, @Nullable String wanted) {
        return wanted == null || component.equals(wanted) || component.startsWith(wanted + " ");
    }

    /** A machine is out from its removal until it is added again, for ever if it is not. */
    private static void machines(Trace trace, @Nullable String wanted, List<RecordedOutage> into)
            throws TraceFormatException {
        Map<String, Long> gone = new TreeMap<>();
        try (RecordSource<MachineEvent> events = trace.records(RecordType.MACHINES)) {
            for (MachineEvent each = events.next(); each != null; each = events.next()) {
                if (!isOf(each.machine(), wanted)) {
                    continue;
                }
                if (each.change() == MachineEvent.Change.REMOVE) {
                    gone.putIfAbsent(each.machine(), each.atNanos());
                } else if (each.change() == MachineEvent.Change.ADD) {
                    Long since = gone.remove(each.machine());
                    if (since != null) {
                        into.add(new RecordedOutage(each.machine(), since, each.atNanos(), "", Double.NaN));
                    }
                }
            }
        }
        gone.forEach(
                (machine, since) -> into.add(new RecordedOutage(machine, since, FaultScript.FOR_EVER, "", Double.NaN)));
    }
}

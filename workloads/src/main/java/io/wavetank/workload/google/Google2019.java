package io.wavetank.workload.google;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.JsonRows;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineAttribute;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.MachineEvent.Change;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.AttemptLog;
import io.wavetank.workload.trace.AttemptLog.Event;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Google's trace of May 2019 as exported from BigQuery: JSON lines, numbers as numbers or as texts, in any number of shards.
 *
 * <p>Tasks are made of {@code instance_events} as {@link AttemptLog} says: FINISH, FAIL and KILL are a task's own end, EVICT and LOST the scheduler's
 * doing, QUEUE and ENABLE nothing. Instances of alloc sets are tasks, as they are what is placed; instances that run inside one are left out, which is
 * counted. Constraints ({@link NeedBook}) are honoured where the table {@code machine_attributes} says what machines have, and else counted. Times are microseconds, from 600 s before the trace on; resources are shares, as in {@link Google2011}.
 *
 * <p>Source: github.com/google/cluster-data, ClusterData2019 (clusterdata_trace_format_v3.proto).
 */
public final class Google2019 implements TaskReader {
    private static final List<String> EVENTS = List.of(
            "submit",
            "queue",
            "enable",
            "schedule",
            "evict",
            "fail",
            "finish",
            "kill",
            "lost",
            "update_pending",
            "update_running");
    private static final String INSIDE = "events_of_tasks_inside_an_alloc_left_out";

    private final JsonRows rows;
    private final Counts counts = new Counts(AttemptLog.sums());
    private final AttemptLog log = new AttemptLog(counts);
    private final TaskClasses classes = new TaskClasses();
    private final NeedBook needs = new NeedBook();
    private final boolean attributesKnown;

    private Google2019(JsonRows rows, boolean attributesKnown) {
        this.rows = rows;
        this.attributesKnown = attributesKnown;
    }

    /** Recognises the members of any of its tables. */
    public static boolean recognises(Head head) {
        return isEvents(head)
                || isMachines(head)
                || isUsage(head)
                || isAttributes(head)
                || GoogleCollections.recognises(head);
    }

    static boolean isEvents(Head head) {
        return has(head, "\"instance_index\"", "\"type\"", "\"collection_id\"");
    }

    private static boolean isMachines(Head head) {
        return has(head, "\"machine_id\"", "\"type\"", "\"capacity\"") || has(head, "\"switch_id\"", "\"type\"");
    }

    private static boolean isAttributes(Head head) {
        return has(head, "\"machine_id\"", "\"name\"", "\"time\"") && !has(head, "\"collection_id\"");
    }

    private static boolean isUsage(Head head) {
        return has(head, "\"average_usage\"", "\"start_time\"", "\"instance_index\"");
    }

    static boolean has(Head head, String... members) {
        String line = head.lines().get(0);
        if (!line.startsWith("{")) {
            return false;
        }
        for (String member : members) {
            if (!line.contains(member)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the reader, or null if there are no events of instances. */
    public static @Nullable Google2019 open(Reading reading) throws TraceFormatException {
        var files = reading.files().those(head -> !head.blank() && isEvents(head));
        boolean attributes = !reading.files()
                .those(head -> !head.blank() && isAttributes(head))
                .isEmpty();
        return files.isEmpty() ? null : new Google2019(new JsonRows(reading, files), attributes);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        for (JsonItem row = rows.next(); row != null; row = rows.next()) {
            counts.row();
            Submission task = event(row);
            if (task != null) {
                return task;
            }
        }
        return log.next();
    }

    private @Nullable Submission event(JsonItem row) throws TraceFormatException {
        long atNanos = nanos(row, "time");
        long collection = row.whole("collection_id");
        long index = row.whole("instance_index");
        long type = row.whole("type", 0);
        if (type < 0 || type >= EVENTS.size()) {
            throw row.fault("'type' is " + type + ", and there are 0 to " + (EVENTS.size() - 1));
        }
        counts.count("rows_made_up_for_missing_ones", row.whole("missing_type", 0) != 0);
        counts.add("events_" + EVENTS.get((int) type), 1);
        if (row.whole("alloc_collection_id", 0) != 0) {
            counts.add(INSIDE, 1);
            return null;
        }
        Event event = switch ((int) type) {
            case 0 -> Event.SUBMIT;
            case 3 -> Event.START;
            case 4, 8 -> Event.EVICT;
            case 5, 6, 7 -> Event.END;
            default -> Event.UPDATE;
        };
        return log.on(event, atNanos, collection, index, asked(row));
    }

    private TaskClass asked(JsonItem row) throws TraceFormatException {
        long priority = row.whole("priority", 0);
        if (priority < 0 || priority > 1_000_000) {
            throw row.fault("'priority' is " + priority + ", and has to be from 0 to 1000000");
        }
        boolean alloc = row.whole("collection_type", 0) == 1;
        var asked = TaskClass.builder()
                .priority((int) priority)
                .labels(Map.of(
                        "scheduling_class",
                        Long.toString(row.whole("scheduling_class", 0)),
                        "collection_type",
                        alloc ? "alloc" : "job"));
        if (row.has("resource_request")) {
            JsonItem request = row.get("resource_request");
            asked.cpuMillis(amount(request, "cpus", Google2011.CPU_DECIMALS));
            asked.memoryBytes(amount(request, "memory", Google2011.MEMORY_DECIMALS));
        }
        return classes.of(asked.pod(needs.spec(need(row))));
    }

    /** Where it may go, if it is known what machines have; else it is counted that it says so. */
    private int need(JsonItem row) throws TraceFormatException {
        List<JsonItem> constraints = row.list("constraint");
        if (constraints.isEmpty()) {
            return NeedBook.NONE;
        }
        counts.add(attributesKnown ? "rows_constrained" : "rows_constrained_not_honoured", 1);
        List<Requirement> required = new ArrayList<>();
        for (JsonItem constraint : constraints) {
            required.add(requirement(constraint));
        }
        return attributesKnown ? needs.number(required) : NeedBook.NONE;
    }

    private static Requirement requirement(JsonItem constraint) throws TraceFormatException {
        long relation = constraint.whole("relation", 0);
        String value = constraint.has("value") ? constraint.get("value").text() : "";
        Requirement requirement = relation < 0
                ? null
                : NeedBook.requirement(constraint.get("name").text(), relation, value);
        if (requirement == null) {
            throw constraint.fault("'relation' is " + relation + ", and there are 0 to 7");
        }
        return requirement;
    }

    private static long amount(JsonItem item, String member, int decimals) throws TraceFormatException {
        long amount = item.scaled(member, decimals, 0);
        if (amount < 0) {
            throw item.fault("'" + member + "' is negative");
        }
        return amount;
    }

    static long nanos(JsonItem row, String member) throws TraceFormatException {
        long micros = row.whole(member);
        if (micros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        if (micros < 0 || micros > Long.MAX_VALUE / 1000) {
            throw row.get(member).fault("'" + member + "' is no time in microseconds: " + micros);
        }
        return micros * 1000;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the machine events, or null if there are none. */
    public static @Nullable RecordReader<MachineEvent> machines(Reading reading) throws TraceFormatException {
        var files = reading.files().those(head -> !head.blank() && isMachines(head));
        if (files.isEmpty()) {
            return null;
        }
        var rows = new JsonRows(reading, files);
        var counts = new Counts("machines_added", "machines_removed", "machines_updated", "capacity_unknown");
        ChainedRecords.Step<MachineEvent> step = () -> {
            JsonItem row = rows.next();
            if (row == null) {
                return null;
            }
            counts.row();
            long type = row.whole("type");
            if (type < 1 || type > 3) {
                throw row.fault("'type' is " + type + "; 1 (ADD), 2 (REMOVE) or 3 (UPDATE) expected");
            }
            Change change = type == 1 ? Change.ADD : type == 2 ? Change.REMOVE : Change.UPDATE;
            String machine = row.get("machine_id").text();
            NodeSpec node = change == Change.REMOVE || !row.has("capacity") ? null : node(row, machine);
            counts.count("machines_added", change == Change.ADD);
            counts.count("machines_removed", change == Change.REMOVE);
            counts.count("machines_updated", change == Change.UPDATE);
            counts.count("capacity_unknown", change != Change.REMOVE && node == null);
            return new MachineEvent(nanos(row, "time"), machine, change, node);
        };
        return ChainedRecords.of(counts, List.of(step));
    }

    private static NodeSpec node(JsonItem row, String machine) throws TraceFormatException {
        JsonItem capacity = row.get("capacity");
        var node = NodeSpec.builder(machine.isEmpty() ? "?" : machine)
                .capacity(Resources.CPU, amount(capacity, "cpus", Google2011.CPU_DECIMALS))
                .capacity(Resources.MEMORY, amount(capacity, "memory", Google2011.MEMORY_DECIMALS));
        if (row.has("platform_id")) {
            node.label("platform", row.text("platform_id"));
        }
        if (row.has("switch_id")) {
            node.label("switch", row.text("switch_id"));
        }
        return node.build();
    }

    /** Returns what machines have, or null if nothing tells. */
    public static @Nullable RecordReader<MachineAttribute> attributes(Reading reading) throws TraceFormatException {
        var files = reading.files().those(head -> !head.blank() && isAttributes(head));
        if (files.isEmpty()) {
            return null;
        }
        var rows = new JsonRows(reading, files);
        var counts = new Counts("attributes_deleted");
        ChainedRecords.Step<MachineAttribute> step = () -> {
            JsonItem row = rows.next();
            if (row == null) {
                return null;
            }
            counts.row();
            boolean deleted = row.text("deleted").equals("true");
            counts.count("attributes_deleted", deleted);
            return new MachineAttribute(
                    nanos(row, "time"),
                    row.get("machine_id").text(),
                    row.get("name").text(),
                    row.has("value") ? row.get("value").text() : "",
                    deleted);
        };
        return ChainedRecords.of(counts, List.of(step));
    }

    /** Returns the usage of instances, or null if there is none. */
    public static @Nullable RecordReader<UsageSample> usage(Reading reading) throws TraceFormatException {
        var files = reading.files().those(head -> !head.blank() && isUsage(head));
        if (files.isEmpty()) {
            return null;
        }
        var rows = new JsonRows(reading, files);
        var counts = new Counts();
        ChainedRecords.Step<UsageSample> step = () -> {
            JsonItem row = rows.next();
            if (row == null) {
                return null;
            }
            counts.row();
            long start = nanos(row, "start_time");
            long end = nanos(row, "end_time");
            if (end < start) {
                throw row.fault("the interval ends before it begins");
            }
            JsonItem mean = row.get("average_usage");
            return new UsageSample(
                    row.whole("collection_id") + "-" + row.whole("instance_index"),
                    start,
                    end - start,
                    amount(mean, "cpus", Google2011.CPU_DECIMALS) / 1e9,
                    amount(mean, "memory", Google2011.MEMORY_DECIMALS) / 1e12);
        };
        return ChainedRecords.of(counts, List.of(step));
    }
}

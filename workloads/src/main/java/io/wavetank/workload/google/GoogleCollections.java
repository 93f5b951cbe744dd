package io.wavetank.workload.google;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.JsonRows;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Constraint;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Google's trace of 2019 says about jobs and alloc sets: which collection starts after which ({@code collection_events}), and where
 * instances may go ({@code constraint} in {@code instance_events}).
 *
 * <p>An edge is told once for each collection, by its submission. Parents, which a collection ends with, and limits by machine and switch are counted.
 *
 * <p>Source: github.com/google/cluster-data, ClusterData2019 (clusterdata_trace_format_v3.proto).
 */
public final class GoogleCollections {
    private static final List<String> OPERATORS = List.of("=", "!=", "<", ">", "<=", ">=", "present", "not present");

    private static final long SUBMIT = 0;

    private GoogleCollections() {}

    /** Recognises the members of {@code collection_events}. */
    static boolean recognises(Head head) {
        return !Google2019.isEvents(head)
                && Google2019.has(head, "\"collection_id\"", "\"type\"")
                && (Google2019.has(head, "\"collection_name\"")
                        || Google2019.has(head, "\"user\"")
                        || Google2019.has(head, "\"vertical_scaling\""));
    }

    /** Reads objects, and makes any number of records of each. */
    private abstract static class Rows<T extends io.wavetank.workload.record.TraceRecord> implements RecordReader<T> {
        private final JsonRows rows;
        private final ArrayDeque<T> made = new ArrayDeque<>();
        final Counts counts;

        Rows(Reading reading, List<TraceFile> files, Counts counts) {
            this.rows = new JsonRows(reading, files);
            this.counts = counts;
        }

        /** Makes the records of one object. */
        abstract void make(JsonItem row, ArrayDeque<T> into) throws TraceFormatException;

        @Override
        public @Nullable T next() throws TraceFormatException {
            while (made.isEmpty()) {
                JsonItem row = rows.next();
                if (row == null) {
                    return null;
                }
                counts.row();
                make(row, made);
            }
            return made.poll();
        }

        @Override
        public Counts counts() {
            return counts;
        }
    }

    /** Returns which collection starts after which, or null if there are no events of collections. */
    public static @Nullable RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        var files = reading.files().those(head -> !head.blank() && recognises(head));
        if (files.isEmpty()) {
            return null;
        }
        var counts = new Counts(
                "collections",
                "alloc_sets",
                "edges",
                "with_parent",
                "max_per_machine_not_honoured",
                "rows_made_up_for_missing_ones");
        return new Rows<Edge>(reading, files, counts) {
            @Override
            void make(JsonItem row, ArrayDeque<Edge> into) throws TraceFormatException {
                Google2019.nanos(row, "time");
                counts.count("rows_made_up_for_missing_ones", row.whole("missing_type", 0) != 0);
                if (row.whole("type", SUBMIT) != SUBMIT) {
                    return;
                }
                String id = Long.toString(row.whole("collection_id"));
                counts.add("collections", 1);
                counts.count("alloc_sets", row.whole("collection_type", 0) == 1);
                counts.count("with_parent", row.whole("parent_collection_id", 0) != 0);
                counts.count("max_per_machine_not_honoured", row.whole("max_per_machine", 0) > 0);
                for (JsonItem before : row.list("start_after_collection_ids")) {
                    into.add(new Edge("", id, before.text()));
                    counts.add("edges", 1);
                }
            }
        };
    }

    /** Returns where instances may go, or null if there are no events of instances. */
    public static @Nullable RecordReader<Constraint> constraints(Reading reading) throws TraceFormatException {
        var files = reading.files()
                .those(head -> !head.blank()
                        && Google2019.isEvents(head)
                        && head.text().contains("\"constraint\""));
        if (files.isEmpty()) {
            return null;
        }
        return new Rows<Constraint>(reading, files, new Counts("constraints")) {
            @Override
            void make(JsonItem row, ArrayDeque<Constraint> into) throws TraceFormatException {
                if (row.whole("type", SUBMIT) != SUBMIT) {
                    return;
                }
                String task = row.whole("collection_id") + "-" + row.whole("instance_index");
                for (JsonItem constraint : row.list("constraint")) {
                    long relation = constraint.whole("relation", 0);
                    if (relation < 0 || relation >= OPERATORS.size()) {
                        throw constraint.fault(
                                "'relation' is " + relation + ", and there are 0 to " + (OPERATORS.size() - 1));
                    }
                    String operator = OPERATORS.get((int) relation);
                    counts.add("constraints", 1);
                    counts.add("constraints " + operator, 1);
                    into.add(new Constraint(
                            task,
                            constraint.get("name").text(),
                            operator,
                            constraint.has("value") ? constraint.get("value").text() : ""));
                }
            }
        };
    }
}

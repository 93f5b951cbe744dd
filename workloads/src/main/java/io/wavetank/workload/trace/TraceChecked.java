package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFiles;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineAttribute;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.TraceRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the first reading of a trace finds out. */
record TraceChecked(
        boolean tasks,
        String about,
        List<RecordType<?>> recordTypes,
        long rows,
        long kept,
        SortedMap<String, Long> dropped,
        TraceTotals totals,
        Set<TraceContent> missing,
        @Nullable ClusterSpec cluster,
        Map<String, String> header,
        long firstNanos,
        long lastNanos,
        long originNanos,
        boolean inTimeOrder,
        String sha256) {
    /** Counts files of a folder that are no table of the format, so that a shard that is not recognised is not missed in silence. */
    static final String NO_TABLE = "file in the folder that is no table of the format";

    private static SortedMap<String, Long> dropped(SortedMap<String, Long> rows, TraceFiles files, TraceFormat format)
            throws TraceFormatException {
        long tables = files.folder()
                ? files.those(head -> !head.blank() && format.detector().recognises(head))
                        .size()
                : 1;
        var dropped = new TreeMap<>(rows);
        if (tables > 0 && tables < files.files().size()) {
            dropped.put(NO_TABLE, files.files().size() - tables);
        }
        return Collections.unmodifiableSortedMap(dropped);
    }

    /** What only records of a kind can tell. */
    private static Set<TraceContent> told(RecordType<?> type) {
        if (type.equals(RecordType.MACHINES)) {
            return EnumSet.of(TraceContent.NODES, TraceContent.MACHINE_EVENTS);
        } else if (type.equals(RecordType.ATTRIBUTES)) {
            return EnumSet.noneOf(TraceContent.class);
        } else if (type.equals(RecordType.EDGES)) {
            return EnumSet.of(TraceContent.DEPENDENCIES);
        } else if (type.equals(RecordType.USAGE)) {
            return EnumSet.of(TraceContent.USAGE);
        } else if (type.equals(RecordType.CONSTRAINTS)) {
            return EnumSet.of(TraceContent.CONSTRAINTS);
        } else if (type.equals(RecordType.FAILURES)) {
            return EnumSet.of(TraceContent.FAILURES);
        } else if (type.equals(RecordType.FLOWS)) {
            return EnumSet.of(TraceContent.FLOWS);
        } else if (type.equals(RecordType.METRICS)) {
            return EnumSet.of(TraceContent.METRICS);
        } else if (type.equals(RecordType.SIZES)) {
            return EnumSet.noneOf(TraceContent.class);
        }
        return EnumSet.of(TraceContent.REQUESTS);
    }

    /** What the format can carry, less what these files do not: records of a kind that are not there, tasks if there are none. */
    Set<TraceContent> carried(TraceFormat format) {
        Set<TraceContent> absent = EnumSet.noneOf(TraceContent.class);
        Set<TraceContent> present = EnumSet.noneOf(TraceContent.class);
        for (RecordStream<?> stream : format.records()) {
            (recordTypes.contains(stream.type()) ? present : absent).addAll(told(stream.type()));
        }
        absent.removeAll(present);
        Set<TraceContent> carried = EnumSet.noneOf(TraceContent.class);
        carried.addAll(format.carries());
        carried.removeAll(absent);
        carried.removeAll(missing);
        if (cluster == null) {
            carried.remove(TraceContent.NODES);
        }
        if (!tasks) {
            carried.retainAll(present);
        }
        return Collections.unmodifiableSet(carried);
    }

    static TraceChecked of(TraceFiles files, TraceFormat format, TraceOptions options, TraceObserver observer)
            throws TraceFormatException {
        List<RecordType<?>> types = types(files, format);
        try (Reading reading = files.openDigesting()) {
            TraceReader reader = format.tasks().open(reading, options);
            if (reader != null) {
                return tasks(reading, reader, format, types, observer);
            }
        }
        if (types.isEmpty()) {
            try (Reading reading = files.open()) {
                throw reading.error(
                        "holds nothing that a trace of format " + format.name() + " is read from",
                        "check that it is the right file; its files are " + format.filePattern());
            }
        }
        return records(files, format, types);
    }

    private static List<RecordType<?>> types(TraceFiles files, TraceFormat format) throws TraceFormatException {
        var types = new ArrayList<RecordType<?>>();
        for (RecordStream<?> stream : format.records()) {
            try (Reading reading = files.open()) {
                if (stream.opener().open(reading) != null) {
                    types.add(stream.type());
                }
            }
        }
        return List.copyOf(types);
    }

    private static TraceChecked tasks(
            Reading reading, TraceReader reader, TraceFormat format, List<RecordType<?>> types, TraceObserver observer)
            throws TraceFormatException {
        long kept = 0;
        long firstNanos = Long.MAX_VALUE;
        long lastNanos = Long.MIN_VALUE;
        long lastTieBreak = 0;
        boolean inOrder = true;
        for (Submission task = reader.next(); task != null; task = reader.next()) {
            long nanos = task.submitNanos();
            inOrder &= nanos > lastNanos || (nanos == lastNanos && reader.tieBreak() >= lastTieBreak);
            lastTieBreak = reader.tieBreak();
            firstNanos = Math.min(firstNanos, nanos);
            lastNanos = Math.max(lastNanos, nanos);
            kept++;
            observer.task(task);
        }
        ClusterSpec cluster = reader.cluster();
        if (cluster == null) {
            cluster = machines(reading, format);
        }
        String sha256 = reading.sha256();
        if (kept == 0) {
            throw reading.error(
                    reader.rows() == 0
                            ? "there are no rows of format " + format.name() + " in it"
                            : "none of its rows can be replayed: " + reader.dropped(),
                    "check that it is the right file");
        }
        return new TraceChecked(
                true,
                "tasks",
                types,
                reader.rows(),
                kept,
                dropped(reader.dropped(), reading.files(), format),
                reader.totals(),
                Set.copyOf(reader.missing()),
                cluster,
                Collections.unmodifiableMap(new LinkedHashMap<>(reader.header())),
                firstNanos,
                lastNanos,
                reader.ofTheCalendar() ? firstNanos : 0,
                inOrder,
                sha256);
    }

    private static @Nullable ClusterSpec machines(Reading reading, TraceFormat format) throws TraceFormatException {
        for (RecordStream<?> stream : format.records()) {
            if (stream.type().equals(RecordType.MACHINES)) {
                @SuppressWarnings("unchecked") // equal types are of the same class
                RecordReader<MachineEvent> events =
                        ((RecordStream<MachineEvent>) stream).opener().open(reading);
                return events == null ? null : StartingMachines.of(events, attributes(reading, format));
            }
        }
        return null;
    }

    private static @Nullable RecordReader<MachineAttribute> attributes(Reading reading, TraceFormat format)
            throws TraceFormatException {
        for (RecordStream<?> stream : format.records()) {
            if (stream.type().equals(RecordType.ATTRIBUTES)) {
                @SuppressWarnings("unchecked") // equal types are of the same class
                RecordReader<MachineAttribute> attributes =
                        ((RecordStream<MachineAttribute>) stream).opener().open(reading);
                return attributes;
            }
        }
        return null;
    }

    private static TraceChecked records(TraceFiles files, TraceFormat format, List<RecordType<?>> types)
            throws TraceFormatException {
        for (RecordStream<?> stream : format.records()) {
            try (Reading reading = files.openDigesting()) {
                RecordReader<?> reader = stream.opener().open(reading);
                if (reader != null) {
                    RecordSummary all = summary(new RecordSource<>(reading, reader), TraceObserver.NONE);
                    ClusterSpec cluster = machines(reading, format);
                    String sha256 = reading.sha256();
                    if (all.records() == 0) {
                        throw reading.error(
                                "there are no " + stream.type().word() + " in it", "check that it is the right file");
                    }
                    return new TraceChecked(
                            false,
                            stream.type().word(),
                            types,
                            all.rows(),
                            all.records(),
                            dropped(all.dropped(), files, format),
                            all.totals(),
                            Set.of(),
                            cluster,
                            Map.of(),
                            all.firstNanos(),
                            all.lastNanos(),
                            0,
                            true,
                            sha256);
                }
            }
        }
        throw new IllegalStateException("A kind of records was there and is not");
    }

    /** Reads all that is left. */
    static RecordSummary summary(RecordSource<?> source, TraceObserver observer) throws TraceFormatException {
        long records = 0;
        long firstNanos = -1;
        long lastNanos = -1;
        for (TraceRecord record = source.next(); record != null; record = source.next()) {
            long nanos = record.atNanos();
            if (nanos >= 0) {
                firstNanos = firstNanos < 0 ? nanos : Math.min(firstNanos, nanos);
                lastNanos = Math.max(lastNanos, nanos);
            }
            records++;
            observer.record(record);
        }
        Counts counts = source.counts();
        return new RecordSummary(counts.rows(), records, counts.dropped(), counts.totals(), firstNanos, lastNanos);
    }
}

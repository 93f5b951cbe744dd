package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFiles;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.RecordType;
import org.jspecify.annotations.Nullable;

/** Makes a graph of the dependencies that a trace tells, and counts the tasks of its groups, in one more reading of each. */
final class Dependencies {
    private Dependencies() {}

    /** Returns the graph, or null if the trace tells of none. */
    static @Nullable Precedence of(TraceFiles files, TraceFormat format, TraceOptions options)
            throws TraceFormatException {
        for (RecordStream<?> stream : format.records()) {
            Precedence.Grouping grouping = stream.grouping();
            if (grouping != null && stream.type().equals(RecordType.EDGES)) {
                @SuppressWarnings("unchecked") // equal types are of the same class
                RecordStream<Edge> edges = (RecordStream<Edge>) stream;
                var builder = new Precedence.Builder(grouping);
                read(files, edges, builder);
                if (builder.isEmpty()) {
                    return null;
                }
                count(files, format, options, builder);
                return built(files, builder);
            }
        }
        return null;
    }

    private static void read(TraceFiles files, RecordStream<Edge> stream, Precedence.Builder builder)
            throws TraceFormatException {
        try (Reading reading = files.open()) {
            RecordReader<Edge> edges = stream.opener().open(reading);
            for (Edge edge = next(edges); edge != null; edge = next(edges)) {
                builder.edge(edge.job() + "/" + edge.task(), edge.job() + "/" + edge.waitsFor());
            }
        }
    }

    private static @Nullable Edge next(@Nullable RecordReader<Edge> edges) throws TraceFormatException {
        return edges == null ? null : edges.next();
    }

    private static void count(TraceFiles files, TraceFormat format, TraceOptions options, Precedence.Builder builder)
            throws TraceFormatException {
        try (Reading reading = files.open()) {
            TraceReader tasks = format.tasks().open(reading, options);
            if (tasks != null) {
                for (Submission task = tasks.next(); task != null; task = tasks.next()) {
                    builder.task(task);
                }
            }
        }
    }

    private static Precedence built(TraceFiles files, Precedence.Builder builder) throws TraceFormatException {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new TraceFormatException(
                    files.path().toString(), 0, "cannot be replayed: " + e.getMessage(), "correct its dependencies", e);
        }
    }
}

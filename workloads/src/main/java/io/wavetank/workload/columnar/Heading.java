package io.wavetank.workload.columnar;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.ClassCodec;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the tasks.
 *
 * @param source where they come from, in words
 * @param originNanos what time of the calendar 0 is, in nanoseconds since 1970; 0 if the times are not those of the calendar
 * @param header what the trace says about itself
 * @param totals sums over all rows of the trace that it came from
 * @param carries what it can tell
 * @param cluster its nodes; null if it has none
 */
public record Heading(
        String source,
        long originNanos,
        Map<String, String> header,
        Map<String, Long> totals,
        Set<TraceContent> carries,
        @Nullable ClusterSpec cluster) {
    /** Keeps copies. */
    public Heading {
        header = new LinkedHashMap<>(header);
        totals = new LinkedHashMap<>(totals);
        carries = EnumSet.copyOf(carries.isEmpty() ? EnumSet.noneOf(TraceContent.class) : carries);
    }

    /** What there is to say of the tasks of a trace. */
    public static Heading of(Trace trace) {
        Set<TraceContent> carries = EnumSet.noneOf(TraceContent.class);
        carries.addAll(trace.carries());
        carries.removeAll(EnumSet.of(
                TraceContent.USAGE,
                TraceContent.DEPENDENCIES,
                TraceContent.FAILURES,
                TraceContent.MACHINE_EVENTS,
                TraceContent.REQUESTS,
                TraceContent.FLOWS,
                TraceContent.METRICS));
        return new Heading(
                trace.path().getFileName() + " (" + trace.format().name() + ", sha256 " + trace.sha256() + ")",
                trace.originNanos(),
                trace.header(),
                trace.totals().values(),
                carries,
                trace.cluster());
    }

    /** The same where time 0 is so much later; the sums no longer hold. */
    public Heading from(long laterNanos) {
        return new Heading(source, originNanos == 0 ? 0 : originNanos + laterNanos, header, Map.of(), carries, cluster);
    }

    /** The same of tasks that wait for each other. */
    Heading withDependencies() {
        Set<TraceContent> more = EnumSet.of(TraceContent.DEPENDENCIES);
        more.addAll(carries);
        return new Heading(source, originNanos, header, totals, more, cluster);
    }

    void write(ByteSink out) {
        out.text(source);
        out.signed(originNanos);
        ClassCodec.map(out, header);
        out.number(totals.size());
        totals.forEach((name, value) -> {
            out.text(name);
            out.signed(value);
        });
        out.number(carries.size());
        carries.forEach(content -> out.text(content.name()));
        out.number(cluster == null ? 0 : 1);
        if (cluster != null) {
            ClusterCodec.write(out, cluster);
        }
    }

    static Heading read(ByteSource in, int version) {
        String source = in.text();
        long originNanos = in.signed();
        Map<String, String> header = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            header.put(name, in.text());
        }
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            totals.put(name, in.signed());
        }
        List<TraceContent> carries = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            carries.add(TraceContent.valueOf(in.text()));
        }
        ClusterSpec cluster = in.number() == 0 ? null : ClusterCodec.read(in, version);
        return new Heading(source, originNanos, header, totals, Set.copyOf(carries), cluster);
    }
}

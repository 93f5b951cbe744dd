package io.wavetank.workload;

import static io.wavetank.workload.trace.TraceContent.CONSTRAINTS;
import static io.wavetank.workload.trace.TraceContent.CPU;
import static io.wavetank.workload.trace.TraceContent.ESTIMATES;
import static io.wavetank.workload.trace.TraceContent.GANGS;
import static io.wavetank.workload.trace.TraceContent.GPUS;
import static io.wavetank.workload.trace.TraceContent.MEMORY;
import static io.wavetank.workload.trace.TraceContent.PROCESSORS;
import static io.wavetank.workload.trace.TraceContent.RUN_TIMES;
import static io.wavetank.workload.trace.TraceContent.TENANTS;

import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.openb.OpenbPods;
import io.wavetank.workload.swf.HpcStartsReader;
import io.wavetank.workload.swf.SwfReader;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceFormat;
import io.wavetank.workload.trace.TraceOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of the trace formats that Wavetank reads. Any of them may be plain or packed with gzip, xz or zstd. */
public final class TraceFormats {
    private static final int HEAD_LINES = 8;

    /** One row a format; the first that recognises a file reads it. */
    private static final List<TraceFormat> TABLE = List.of(
            new TraceFormat(
                    "alibaba-openb",
                    "Alibaba's GPU cluster of 2023 (openb), a pod a row",
                    "github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2023",
                    "openb_pod_list_*.csv",
                    "1/1000 core, MiB, 1/1000 GPU, seconds from the start of the trace",
                    Set.of(RUN_TIMES, CPU, MEMORY, GPUS, CONSTRAINTS),
                    OpenbPods::recognises,
                    (lines, options) -> new OpenbPods(lines)),
            new TraceFormat(
                    "swf",
                    "Standard Workload Format, a rigid parallel job a line",
                    "Parallel Workloads Archive, www.cs.huji.ac.il/labs/parallel/workload",
                    "*.swf",
                    "processors, seconds",
                    Set.of(RUN_TIMES, CPU, ESTIMATES, TENANTS, GANGS, PROCESSORS),
                    SwfReader::recognises,
                    SwfReader::new),
            new TraceFormat(
                    "hpc-starts",
                    "Rigid parallel jobs with recorded start times, a job a row",
                    "golden/hpc of Wavetank's shared data",
                    "*.starts.csv",
                    "processors, seconds",
                    Set.of(RUN_TIMES, CPU, ESTIMATES, GANGS, PROCESSORS),
                    HpcStartsReader::recognises,
                    HpcStartsReader::new));

    private TraceFormats() {}

    /** All formats, in the order in which they are tried. */
    public static List<TraceFormat> all() {
        return TABLE;
    }

    /** The names of all formats. */
    public static List<String> names() {
        return TABLE.stream().map(TraceFormat::name).toList();
    }

    /** Returns the format of that name; if there is none the message names those that it may have been. */
    public static TraceFormat named(String name) {
        for (TraceFormat format : TABLE) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "No trace format is named " + Quoted.of(name) + NearestNames.hint(name, names()));
    }

    /** Recognises the format of a file by its first lines. */
    public static TraceFormat detect(TraceFile file) throws TraceFormatException {
        List<String> head =
                file.head(HEAD_LINES).stream().filter(line -> !line.isBlank()).toList();
        if (head.isEmpty()) {
            throw new TraceFormatException(
                    file.path().toString(),
                    0,
                    "begins with nothing but blank lines",
                    "check that it is the right file");
        }
        for (TraceFormat format : TABLE) {
            if (format.detector().recognises(head)) {
                return format;
            }
        }
        throw new TraceFormatException(
                file.path().toString(),
                1,
                "this is the beginning of no known trace format: " + Quoted.of(head.get(0)),
                "name the format if it is one of " + String.join(", ", names()));
    }

    /**
     * Opens and checks a trace.
     *
     * @param format the name of its format; null recognises it by its content
     * @throws IllegalArgumentException if there is no format of that name
     */
    public static Trace open(Path path, @Nullable String format, TraceOptions options) throws TraceFormatException {
        TraceFormat named = format == null ? null : named(format);
        TraceFile file = TraceFile.of(path);
        return Trace.open(file, named == null ? detect(file) : named, options);
    }
}

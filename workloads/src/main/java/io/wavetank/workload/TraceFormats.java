package io.wavetank.workload;

import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFiles;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.openb.OpenbNodes;
import io.wavetank.workload.openb.OpenbPods;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceFormat;
import io.wavetank.workload.trace.TraceObserver;
import io.wavetank.workload.trace.TraceOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of the trace formats that Wavetank reads. Any of them may be plain or packed with gzip, xz, zstd or bzip2, one by one or in a tar archive. */
public final class TraceFormats {
    private static final List<TraceFormat> TABLE = FormatTable.ROWS;

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
        List<String> near = NearestNames.of(name, names());
        throw new IllegalArgumentException("No trace format is named " + Quoted.of(name)
                + (near.isEmpty() ? ";" : "; did you mean " + String.join(" or ", near) + "?")
                + " 'wavetank traces' lists them");
    }

    /** Recognises the format of a file, or of the files of a folder, by how they begin. */
    public static TraceFormat detect(TraceFiles files) throws TraceFormatException {
        for (TraceFormat format : TABLE) {
            if (!files.those(head -> !head.blank() && format.detector().recognises(head))
                    .isEmpty()) {
                return format;
            }
        }
        String path = files.path().toString();
        if (files.folder()) {
            throw new TraceFormatException(
                    path,
                    0,
                    "none of its " + files.files().size() + " files begins like a known trace format",
                    "name a file in it and its format, if it is one of those that 'wavetank traces' lists");
        }
        Head head = files.files().get(0).head();
        if (head.blank()) {
            throw new TraceFormatException(
                    path, 0, "begins with nothing but blank lines", "check that it is the right file");
        }
        throw new TraceFormatException(
                path,
                1,
                "this is the beginning of no known trace format: "
                        + Quoted.of(head.lines().get(0)),
                "name its format if it is one of those that 'wavetank traces' lists");
    }

    /**
     * Opens and checks a trace.
     *
     * @param path its file, or the folder with its files
     * @param format the name of its format; null recognises it by its content
     * @throws IllegalArgumentException if there is no format of that name
     */
    public static Trace open(Path path, @Nullable String format, TraceOptions options) throws TraceFormatException {
        return open(path, format, options, TraceObserver.NONE);
    }

    /** Opens and checks a trace while somebody looks on. */
    public static Trace open(Path path, @Nullable String format, TraceOptions options, TraceObserver observer)
            throws TraceFormatException {
        TraceFormat named = format == null ? null : named(format);
        TraceFiles files = TraceFiles.of(path);
        return Trace.open(files, named == null ? detect(files) : named, options, observer);
    }

    /**
     * Reads a cluster from a list of nodes or from the machine events of a trace, whatever its format.
     */
    public static ClusterSpec nodes(Path path) throws TraceFormatException {
        Head head = TraceFile.of(path).head();
        TraceFiles files = TraceFiles.of(path);
        if (OpenbPods.recognises(head.lines())) {
            return OpenbNodes.read(path);
        }
        TraceFormat format = detect(files);
        ClusterSpec cluster = Trace.open(files, format, TraceOptions.DEFAULT).cluster();
        if (cluster == null) {
            throw new TraceFormatException(
                    path.toString(),
                    0,
                    "says nothing about nodes (" + format.title() + ")",
                    "give a list of nodes or a table of machine events");
        }
        return cluster;
    }
}

package io.wavetank.workload.write;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.WithoutWaiting;
import io.wavetank.workload.columnar.Heading;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a workload to a file, which appears whole or not at all; one whose name ends in {@code .gz} is packed. */
public final class TaskFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private TaskFile() {}

    /**
     * What was written.
     *
     * @param tasks how many tasks were handed to the format
     * @param losses what it could not hold, and of how many tasks
     * @param bytes how long the file is
     */
    public record Written(long tasks, SortedMap<String, Long> losses, long bytes) {}

    /**
     * Writes all that is left of a workload; what users submit who wait for their jobs, as if nothing had waited.
     *
     * @param widestCores how many whole cores the widest task asks for, for formats that say so beforehand
     */
    public static Written write(
            SubmissionSource source, Heading heading, TargetFormat format, Path file, long widestCores)
            throws IOException {
        return write(source, source.precedence(), heading, format, file, widestCores);
    }

    /**
     * Writes all that is left of a workload whose tasks wait for each other as a graph says; its groups may have tasks that are not in the workload.
     *
     * @param waiting the graph, for formats that hold it; null if no task waits for another
     * @param widestCores how many whole cores the widest task asks for, for formats that say so beforehand
     */
    public static Written write(
            SubmissionSource source,
            @Nullable Precedence waiting,
            Heading heading,
            TargetFormat format,
            Path file,
            long widestCores)
            throws IOException {
        Path place = file.toAbsolutePath();
        Path partial = place.resolveSibling("." + place.getFileName() + ".partial");
        var losses = new Losses();
        Precedence waits = format.equals(TargetFormat.WAVETANK) ? waiting : null;
        long tasks = 0;
        try {
            try (OutputStream out = packed(file, Files.newOutputStream(partial));
                    TaskSink sink = format.opener().open(new Target(out, heading, -1, widestCores, waits), losses)) {
                SubmissionSource all = WithoutWaiting.of(source);
                for (Submission task = all.next(); task != null; task = all.next()) {
                    sink.add(task);
                    tasks++;
                }
            }
            Files.move(partial, place, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        if (source.closedLoop() != null) {
            losses.add("not held: that users wait for their jobs to end (written as if nothing waited)", tasks);
        }
        return new Written(tasks, losses.counts(), Files.size(place));
    }

    private static OutputStream packed(Path file, OutputStream plain) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return new BufferedOutputStream(
                name.endsWith(".gz") ? new GZIPOutputStream(plain, BUFFER_BYTES) : plain, BUFFER_BYTES);
    }
}

package io.wavetank.experiment.bench;

import io.wavetank.policy.Draws;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.Submission;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.columnar.Heading;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.write.TargetFormat;
import io.wavetank.workload.write.TaskFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How fast tasks are read from a file of pods, plain and packed with gzip, and from Wavetank's own form, beside what it costs to unpack the packed file and
 * to look for the ends of its lines: all in one run, taking turns, the best of several rounds each, by the clock and by the CPU time of all threads: what is
 * packed is unpacked on a thread of its own, which saves time and not work.
 *
 * @param rows how many pods
 * @param rounds how often each is read
 */
public record ReadBench(int rows, int rounds) {
    private static final int BUFFER = 1 << 16;

    private interface Work {
        long run() throws IOException;
    }

    /** Makes the files in a folder, reads them, and returns the lines of figures. */
    public List<String> run(Path folder) throws IOException {
        Path plain = folder.resolve("pods.csv");
        Path packed = folder.resolve("pods.csv.gz");
        Path own = folder.resolve("pods.wtt");
        make(plain, packed);
        try (var source = open(plain).submissions()) {
            TaskFile.write(source, Heading.of(open(plain)), TargetFormat.WAVETANK, own, 1);
        }
        Trace plainTrace = open(plain);
        Trace packedTrace = open(packed);
        Trace ownTrace = open(own);
        List<String> names = List.of("gunzip + newline scan", "csv.gz", "csv", "own form");
        List<Work> works = List.of(
                () -> scan(packed), () -> replay(packedTrace), () -> replay(plainTrace), () -> replay(ownTrace));
        double[] best = new double[works.size()];
        double[] leastCpu = new double[works.size()];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < best.length; i++) {
                double cpuBefore = ProcessCost.cpuSeconds();
                double seconds = seconds(works.get(i));
                double cpu = ProcessCost.cpuSeconds() - cpuBefore;
                best[i] = round == 0 ? seconds : Math.min(best[i], seconds);
                leastCpu[i] = round == 0 ? cpu : Math.min(leastCpu[i], cpu);
            }
        }
        double megabytes = Files.size(plain) / 1e6;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            lines.add("bench trace: what=" + names.get(i).replace(' ', '_') + " rows=" + rows
                    + " s=" + Figures.fixed(best[i], 3)
                    + " cpu_s=" + Figures.fixed(leastCpu[i], 3)
                    + " csv_mb_per_s=" + Math.round(megabytes / best[i])
                    + " rows_per_s=" + Math.round(rows / best[i])
                    + " of_the_scan=" + Figures.fixed(best[0] / best[i], 2)
                    + " of_the_scan_by_cpu=" + Figures.fixed(leastCpu[0] / leastCpu[i], 2)
                    + " of_csv=" + Figures.fixed(best[2] / best[i], 2));
        }
        return lines;
    }

    private double seconds(Work work) throws IOException {
        long before = System.nanoTime();
        long count = work.run();
        double seconds = (System.nanoTime() - before) / 1e9;
        if (count != rows && count != rows + 1L) {
            throw new IllegalStateException("Read " + count + " rows of " + rows);
        }
        return seconds;
    }

    private static Trace open(Path file) throws IOException {
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    private static long scan(Path packed) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), BUFFER)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private static long replay(Trace trace) throws IOException {
        long tasks = 0;
        try (var source = trace.submissions()) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                tasks++;
            }
        }
        return tasks;
    }

    private void make(Path plain, Path packed) throws IOException {
        var draws = new Draws(1, 0);
        long at = 0;
        try (OutputStream text = Files.newOutputStream(plain);
                OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed), BUFFER)) {
            var rowsText = new StringBuilder(
                    "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n");
            for (int row = 0; row < rows; row++) {
                at += draws.below(30, row, 0);
                int gpus = draws.below(3, row, 1) == 0 ? 0 : 1;
                long started = at + draws.below(100, row, 2);
                rowsText.append("openb-pod-")
                        .append(row)
                        .append(',')
                        .append(1000 * (1 + draws.below(8, row, 3)))
                        .append(',');
                rowsText.append(4096 * (1 + draws.below(4, row, 4)))
                        .append(',')
                        .append(gpus)
                        .append(',');
                rowsText.append(gpus == 0 ? 0 : 200 * (1 + draws.below(5, row, 5)))
                        .append(gpus == 0 ? ",,LS,Succeeded," : ",T4,BE,Succeeded,");
                rowsText.append(at)
                        .append(',')
                        .append(started + 1 + draws.below(10_000, row, 6))
                        .append(',')
                        .append(started)
                        .append('\n');
                if (rowsText.length() > BUFFER || row == rows - 1) {
                    byte[] bytes = rowsText.toString().getBytes(StandardCharsets.US_ASCII);
                    text.write(bytes);
                    gzip.write(bytes);
                    rowsText.setLength(0);
                }
            }
        }
    }
}

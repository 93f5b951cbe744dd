package io.wavetank.workload;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.wavetank.sim.Submission;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Small files made by tests, and what is read from them. */
public final class Written {
    /** Header and three pods in time order: one on a CPU, one with a share of a GPU, one that was never scheduled. */
    public static final String PODS = """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
            p-0,4000,2048,0,0,,BE,Running,10,110,20
            p-1,6000,12288,1,460,V100M16|V100M32,LS,Succeeded,10,30,12
            p-2,1000,512,8,1000,,LS,Pending,11,40,
            """;

    /** A header and four jobs in order; the last ran past its estimate. */
    public static final String JOBS = """
            ; Version: 2.2
            ; MaxProcs: 16
            ; Note: made by hand
            ;       for tests
            1 0 5 100 4 90.25 -1 4 200 -1 1 7 1 -1 -1 -1 -1 -1
            2 0 -1 50 2 -1 -1 -1 -1 -1 1 7 1 -1 -1 -1 -1 -1
            3 30 -1 -1 2 -1 -1 -1 -1 -1 5 8 1 -1 -1 -1 -1 -1

            4 31 0 500 16 -1 -1 16 400 -1 0 -1 1 -1 -1 -1 -1 -1
            """;

    /** Two recorded jobs. */
    public static final String STARTS = """
            seq,job_id,submit,run,procs,estimate,fcfs_none,fcfs_easy
            0,1,0,97225,56,210000,0,0
            1,2,327952,9382,80,14400,327952,327953
            """;

    private Written() {}

    /** Writes the text. */
    public static Path text(Path folder, String name, String text) throws IOException {
        return bytes(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the bytes. */
    public static Path bytes(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Packs the text as {@code gz}, {@code xz} or {@code zst}; any other word leaves it plain. */
    public static byte[] packed(String packing, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer(packing, bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static OutputStream packer(String packing, OutputStream target) throws IOException {
        return switch (packing) {
            case "gz" -> new GZIPOutputStream(target);
            case "xz" -> new XZOutputStream(target, new LZMA2Options(1));
            case "zst" -> new ZstdOutputStream(target);
            default -> target;
        };
    }

    /** Opens a trace, its format recognised. */
    public static Trace open(Path file) throws IOException {
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    /** Reads all submissions of one replay. */
    public static List<Submission> submissions(Trace trace) throws IOException {
        var all = new ArrayList<Submission>();
        try (var source = trace.submissions()) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                all.add(task);
            }
        }
        return all;
    }
}

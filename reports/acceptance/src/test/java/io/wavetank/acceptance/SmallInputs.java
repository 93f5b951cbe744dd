package io.wavetank.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A few pods, a few nodes and a few jobs as files, sound and in every state of damage that a test wants. */
final class SmallInputs {
    static final String POD_COLUMNS =
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n";
    static final String PODS = POD_COLUMNS
            + "a,4000,8192,0,0,,LS,Running,0,100,0\n"
            + "b,4000,8192,1,500,,LS,Running,5,60,10\n"
            + "c,8000,8192,0,0,,BE,Running,20,90,20\n";
    static final String NODES = "sn,cpu_milli,memory_mib,gpu,model\nn1,8000,32768,1,T4\nn2,8000,32768,0,\n";
    static final String JOB_1 = "1 0 -1 100 2 -1 -1 2 200 -1 1 1 1 1 1 1 -1 -1\n";
    static final String JOBS = "; MaxProcs: 4\n" + JOB_1 + "2 10 -1 50 4 -1 -1 4 60 -1 1 1 1 1 1 1 -1 -1\n";

    private final Path folder;

    SmallInputs(Path folder) {
        this.folder = folder;
        write("pods.csv", PODS);
        write("nodes.csv", NODES);
        write("jobs.swf", JOBS);
    }

    Path at(String name) {
        return folder.resolve(name);
    }

    /** Writes a file and returns its path. */
    String write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String write(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, bytes);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}

package io.wavetank.workload.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.Written;
import io.wavetank.workload.write.TargetFormat;
import io.wavetank.workload.write.TaskFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the first version of Wavetank's own form, in which classes end before their node affinity. */
final class FirstVersionTest {
    @TempDir
    private Path folder;

    @Test
    void files_of_the_first_version_are_still_read() throws IOException {
        TaskClass asked = TaskClass.builder().cpuMillis(250).tenant("t").build();
        Iterator<Submission> tasks = List.of(
                        new Submission("a", "j", 5, 7, -1, asked), new Submission("b", "j", 6, 8, 9, asked))
                .iterator();
        SubmissionSource source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return tasks.hasNext() ? tasks.next() : null;
            }
        };
        Path file = folder.resolve("t.wtt");
        var heading = new Heading("drawn", 0, Map.of(), Map.of(), Set.of(), null);
        TaskFile.write(source, heading, TargetFormat.WAVETANK, file, 1);
        Files.write(file, asFirst(Files.readAllBytes(file)));

        List<Submission> read = Written.submissions(Written.open(file));

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("wavetank-tasks 1\n");
        assertThat(read).extracting(Submission::id, Submission::workNanos).hasToString("[(\"a\", 7L), (\"b\", 8L)]");
        assertThat(read).allMatch(task -> task.taskClass().equals(asked));
    }

    /** The two zeros that stand for no affinity go from the one block of one class. */
    private static byte[] asFirst(byte[] file) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var out = new ByteArrayOutputStream();
        out.writeBytes("wavetank-tasks 1\n".getBytes(StandardCharsets.UTF_8));
        in.position(out.size());
        while (in.hasRemaining()) {
            byte letter = in.get();
            byte[] content = new byte[in.getInt()];
            in.get(content);
            in.getInt();
            byte[] kept = letter == 'C' ? Arrays.copyOf(content, content.length - 2) : content;
            var block = ByteBuffer.allocate(kept.length + 9).order(ByteOrder.LITTLE_ENDIAN);
            block.put(letter).putInt(kept.length).put(kept);
            var checksum = new CRC32C();
            checksum.update(block.array(), 0, kept.length + 5);
            block.putInt((int) checksum.getValue());
            out.writeBytes(block.array());
        }
        return out.toByteArray();
    }
}

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the first version of Wavetank's own form, in which classes end before their node affinity. */
final class EarlierVersionsTest {
    /** Two ids of one letter, 3 bytes each, and one job, 5 bytes. */
    private static final int NAMES_OF_TWO = 11;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void files_of_earlier_versions_are_still_read(int version) throws IOException {
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
        Files.write(file, as(version, Files.readAllBytes(file)));

        List<Submission> read = Written.submissions(Written.open(file));

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("wavetank-tasks " + version + "\n");
        assertThat(read).extracting(Submission::id, Submission::workNanos).hasToString("[(\"a\", 7L), (\"b\", 8L)]");
        assertThat(read).allMatch(task -> task.taskClass().equals(asked));
    }

    private static byte[] without(byte[] content, int place) {
        assertThat(content[place]).isZero();
        assertThat(content[place + 1]).isEqualTo((byte) NAMES_OF_TWO);
        var kept = new ByteArrayOutputStream();
        kept.write(content, 0, place);
        kept.write(content, place + 1, content.length - place - 1);
        return kept.toByteArray();
    }

    /**
     * The zero that stands for a pod that says nothing goes from the one block of one class (two of them stood for no affinity in the second version), and the
     * one before the names, which stands for no dependencies, from the one block of two tasks.
     */
    private static byte[] as(int version, byte[] file) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("wavetank-tasks " + version + "\n").getBytes(StandardCharsets.UTF_8));
        in.position(out.size());
        while (in.hasRemaining()) {
            byte letter = in.get();
            byte[] content = new byte[in.getInt()];
            in.get(content);
            in.getInt();
            byte[] kept = content;
            if (letter == 'C') {
                kept = Arrays.copyOf(content, version == 1 ? content.length - 1 : content.length + 1);
            } else if (letter == 'R') {
                kept = without(content, content.length - NAMES_OF_TWO - 2);
            }
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

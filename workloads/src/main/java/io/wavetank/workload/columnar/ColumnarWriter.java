package io.wavetank.workload.columnar;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ClassCodec;
import io.wavetank.workload.rows.RowGroup;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes tasks in Wavetank's own form: the line {@value #MARK}, then blocks of a letter, a length of four bytes, content, and a checksum (CRC-32C) of
 * these; numbers are little-endian.
 *
 * <p>{@code H} is the {@link Heading}, {@code C} classes that have not been seen before, {@code R} a group of tasks in columns, {@code E} how many tasks
 * there were in all, so that a file that was cut off is known. What is held in memory is one group, and the classes.
 */
public final class ColumnarWriter implements Closeable {
    /** The first line of a file. */
    public static final String MARK = "wavetank-tasks 2";

    private final OutputStream out;
    private final ByteSink block = new ByteSink();
    private final ByteSink newClasses = new ByteSink();
    private final RowGroup.Builder rows = new RowGroup.Builder();
    private final Map<TaskClass, Integer> classes = new HashMap<>();
    private TaskClass lastClass = TaskClass.builder().build();
    private int lastNumber = -1;
    private long count;

    /** Begins a file. */
    public ColumnarWriter(OutputStream out, Heading heading) throws IOException {
        this.out = out;
        out.write((MARK + "\n").getBytes(StandardCharsets.UTF_8));
        heading.write(block);
        write('H', block);
    }

    /** Adds the next task in order of submission. */
    public void add(Submission task) throws IOException {
        add(task, 0);
    }

    /** Adds a task with what orders it among those of its instant. */
    public void add(Submission task, long tieBreak) throws IOException {
        rows.add(task, tieBreak, number(task.taskClass()));
        count++;
        if (rows.full()) {
            flushRows();
        }
    }

    private int number(TaskClass asked) {
        if (lastNumber >= 0 && asked.equals(lastClass)) {
            return lastNumber;
        }
        Integer known = classes.putIfAbsent(asked, classes.size());
        if (known == null) {
            ClassCodec.write(newClasses, asked);
        }
        lastClass = asked;
        lastNumber = known == null ? classes.size() - 1 : known;
        return lastNumber;
    }

    private void flushRows() throws IOException {
        if (newClasses.size() > 0) {
            write('C', newClasses);
        }
        if (!rows.empty()) {
            rows.write(block);
            write('R', block);
        }
    }

    private void write(char letter, ByteSink content) throws IOException {
        byte[] head = new byte[5];
        head[0] = (byte) letter;
        four(head, 1, content.size());
        var checksum = new CRC32C();
        checksum.update(head);
        checksum.update(content.bytes(), 0, content.size());
        out.write(head);
        out.write(content.bytes(), 0, content.size());
        byte[] tail = new byte[4];
        four(tail, 0, (int) checksum.getValue());
        out.write(tail);
        content.clear();
    }

    private static void four(byte[] target, int at, int value) {
        for (int i = 0; i < 4; i++) {
            target[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** How many tasks have been added. */
    public long count() {
        return count;
    }

    /** Writes what is left and the end; the stream is flushed and stays open. */
    @Override
    public void close() throws IOException {
        flushRows();
        block.number(count);
        write('E', block);
        out.flush();
    }
}

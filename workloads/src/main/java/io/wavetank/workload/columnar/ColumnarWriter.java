package io.wavetank.workload.columnar;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Precedence;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes tasks in Wavetank's own form: the line {@code wavetank-tasks 3}, then blocks of a letter, a length of four bytes, content, and a checksum (CRC-32C) of
 * these; numbers are little-endian.
 *
 * <p>{@code H} is the {@link Heading}, {@code D} which groups of tasks wait for which, by number, {@code C} classes that have not been seen before, {@code R} a group of tasks in columns, {@code E} how many tasks
 * there were in all, so that a file that was cut off is known. What is held in memory is one group, and the classes.
 */
public final class ColumnarWriter implements Closeable {
    /** The first line of a file. */
    public static final String MARK = "wavetank-tasks " + RowGroup.VERSION;

    /** When a block of many small things ends. */
    static final int BLOCK_BYTES = 1 << 16;

    private final OutputStream out;
    private final @Nullable Precedence waits;
    private final ByteSink block = new ByteSink();
    private final ByteSink newClasses = new ByteSink();
    private final RowGroup.Builder rows = new RowGroup.Builder();
    private final Map<TaskClass, Integer> classes = new HashMap<>();
    private TaskClass lastClass = TaskClass.builder().build();
    private int lastNumber = -1;
    private long count;

    /** Writes a block, and empties what it was made of. */
    @FunctionalInterface
    interface BlockSink {
        void write(char letter, ByteSink content) throws IOException;
    }

    /** Begins a file of tasks none of which waits for another. */
    public ColumnarWriter(OutputStream out, Heading heading) throws IOException {
        this(out, heading, null);
    }

    /** Begins a file of tasks that wait for each other as this graph tells; null if none does. */
    public ColumnarWriter(OutputStream out, Heading heading, @Nullable Precedence waits) throws IOException {
        this.out = out;
        this.waits = waits;
        out.write((MARK + "\n").getBytes(StandardCharsets.UTF_8));
        (waits == null ? heading : heading.withDependencies()).write(block);
        write('H', block);
        if (waits != null) {
            ColumnarEdges.write(waits, this::write);
        }
    }

    /** Adds the next task in order of submission. */
    public void add(Submission task) throws IOException {
        add(task, 0);
    }

    /** Adds a task with what orders it among those of its instant. */
    public void add(Submission task, long tieBreak) throws IOException {
        rows.add(task, tieBreak, number(task.taskClass()), waits == null ? RowGroup.NO_GROUP : waits.group(task));
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

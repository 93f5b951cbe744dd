package io.wavetank.experiment.bench;

import io.wavetank.policy.Draws;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a trace in the native form of Google's of May 2011: {@code machine_events} and {@code task_events} in shards, packed with gzip, without header line,
 * events in order of time. For measuring what reading costs at a size; what its figures are is made up.
 *
 * <p>Jobs come evenly drawn over 29 days, most of one task, some of thousands, 37 in the mean; a task is started within a minute and runs for an hour in
 * the mean, one in fifty starts for a month; one in twenty is evicted once and started again. A user has
 * twenty kinds of tasks.
 *
 * @param tasks how many tasks
 * @param shards how many files of task events
 */
public record GoogleTraceMaker(long tasks, int shards) {
    private static final int MACHINES = 12_583;
    private static final int USERS = 933;
    private static final int KINDS = 20;
    private static final long START_MICROS = 600_000_000L;
    private static final long SPAN_MICROS = 29L * 86_400 * 1_000_000;
    private static final double MEAN_TASKS = 37;

    /** What may happen, by the numbers of the trace. */
    private static final int SUBMIT = 0;

    private static final int SCHEDULE = 1;
    private static final int EVICT = 2;
    private static final int FINISH = 4;

    private record Event(long atMicros, long order, int type, long task, long job, int index, int attempt)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Writes it into a folder and returns how many events there are. */
    public long write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("machine_events"));
        Files.createDirectories(folder.resolve("task_events"));
        var draws = new Draws(1, 0);
        machines(folder, draws);
        try (var out =
                new Shards(folder.resolve("task_events"), Math.max(1, (tasks * 63 / 20 + shards - 1) / shards))) {
            return new Maker(draws, out).run();
        }
    }

    private static void machines(Path folder, Draws draws) throws IOException {
        try (OutputStream out = packed(folder.resolve("machine_events/part-00000-of-00001.csv.gz"))) {
            for (int machine = 0; machine < MACHINES; machine++) {
                String cpu = draws.uniform(machine, 0) < 0.9 ? "0.5" : "1";
                String row = "0," + (5000L + machine) + ",0,HofLGzk1Or/8Ildj2+Lqv0UGGvY82NLoni8+J/Yy0RU=," + cpu
                        + ",0.4995\n";
                out.write(row.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static OutputStream packed(Path file) throws IOException {
        return new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                },
                1 << 16);
    }

    /** One file after another, each of so many rows; the last takes the rest. */
    private final class Shards implements AutoCloseable {
        private final Path folder;
        private final long rowsEach;
        private long rows;
        private int shard;
        private @Nullable OutputStream out;

        Shards(Path folder, long rowsEach) {
            this.folder = folder;
            this.rowsEach = rowsEach;
        }

        void row(StringBuilder row) throws IOException {
            if (out == null || (rows == rowsEach && shard < shards)) {
                close();
                String number = Integer.toString(100_000 + shard++).substring(1);
                String of = Integer.toString(100_000 + shards).substring(1);
                out = packed(folder.resolve("part-" + number + "-of-" + of + ".csv.gz"));
                rows = 0;
            }
            rows++;
            out.write(row.toString().getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
            }
        }
    }

    private final class Maker {
        private final Draws draws;
        private final Shards out;
        private final PriorityQueue<Event> events = new PriorityQueue<>();
        private final StringBuilder row = new StringBuilder();
        private long order;
        private long written;
        private long made;

        Maker(Draws draws, Shards out) {
            this.draws = draws;
            this.out = out;
        }

        long run() throws IOException {
            double gap = SPAN_MICROS / Math.max(1, tasks / MEAN_TASKS);
            double at = START_MICROS;
            for (long job = 0; made < tasks; job++) {
                at += draws.exponential(gap, job, 0);
                emitUntil((long) at);
                long count = Math.min(tasks - made, tasksOf(job));
                for (int index = 0; index < count; index++) {
                    add((long) at, SUBMIT, made++, job, index, 0);
                }
            }
            emitUntil(Long.MAX_VALUE);
            return written;
        }

        /** One for nine jobs in ten, then 10 to 700 evenly: 36 in the mean. */
        private long tasksOf(long job) {
            return draws.uniform(job, 1) < 0.9 ? 1 : 10 + draws.below(690, job, 2);
        }

        private void add(long atMicros, int type, long task, long job, int index, int attempt) {
            events.add(new Event(atMicros, order++, type, task, job, index, attempt));
        }

        private void emitUntil(long micros) throws IOException {
            for (Event first = events.peek(); first != null && first.atMicros < micros; first = events.peek()) {
                events.poll();
                emit(first);
            }
        }

        private void emit(Event event) throws IOException {
            write(event);
            long task = event.task;
            long at = event.atMicros;
            switch (event.type) {
                case SUBMIT ->
                    next(event, at + 1 + draws.below(60_000_000, task, 10 + event.attempt), SCHEDULE, event.attempt);
                case SCHEDULE -> {
                    boolean evicted = event.attempt == 0 && draws.uniform(task, 3) < 0.05;
                    double mean = draws.uniform(task, 4) < 0.02 ? 86_400e6 : 1_800e6;
                    long run = 1 + (long) draws.exponential(mean, task, 5 + event.attempt);
                    if (evicted) {
                        next(event, at + run, EVICT, 0);
                    } else if (at + run < START_MICROS + SPAN_MICROS) {
                        next(event, at + run, FINISH, event.attempt);
                    }
                }
                case EVICT -> next(event, at, SUBMIT, 1);
                default -> {}
            }
        }

        private void next(Event event, long atMicros, int type, int attempt) {
            add(atMicros, type, event.task, event.job, event.index, attempt);
        }

        private void write(Event event) throws IOException {
            long job = event.job;
            row.setLength(0);
            row.append(event.atMicros)
                    .append(",,")
                    .append(6_250_000_000L + job * 7)
                    .append(',')
                    .append(event.index)
                    .append(',');
            if (event.type != SUBMIT) {
                row.append(5000 + draws.below(MACHINES, event.task, 7 + event.attempt));
            }
            int user = draws.below(USERS, job, 3);
            long kind = (long) user * KINDS + draws.below(KINDS, job, 4);
            row.append(',').append(event.type).append(",user").append(user).append("+Fa5sUIKlKdDUXQqE=,");
            row.append(draws.below(4, kind, 8))
                    .append(',')
                    .append(draws.below(12, kind, 9))
                    .append(",0.");
            digits(draws.below(1000, kind, 10), 4).append(",0.");
            digits(draws.below(500, kind, 11), 4).append(",0.0004,0\n");
            out.row(row);
            written++;
        }

        private StringBuilder digits(int value, int width) {
            String text = Integer.toString(value);
            for (int i = text.length(); i < width; i++) {
                row.append('0');
            }
            return row.append(text);
        }
    }
}

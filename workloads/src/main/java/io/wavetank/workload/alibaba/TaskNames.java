package io.wavetank.workload.alibaba;

import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dependencies that names of batch tasks of Alibaba's trace of 2018 tell. */
final class TaskNames implements RecordReader<Edge> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+([0-9]{1,9})((?:_[0-9]{1,9})*)");

    private final Table table;
    private final Counts counts = new Counts("tasks_in_graphs", "tasks_named_otherwise", "edges");
    private final ArrayDeque<Edge> edges = new ArrayDeque<>();

    TaskNames(Table table) {
        this.table = table;
    }

    /** The task that an instance is one of, by its number in its job; something that no dependency names if it has none. */
    static String group(Submission instance) {
        String id = instance.id();
        String job = instance.job();
        if (job.isEmpty() || !id.startsWith(job + "/")) {
            return "";
        }
        int dash = id.lastIndexOf('-');
        String task = id.substring(job.length() + 1, dash < job.length() + 1 ? id.length() : dash);
        Matcher name = NAME.matcher(task);
        return name.matches() ? job + "/" + name.group(1) : "";
    }

    @Override
    public @Nullable Edge next() throws TraceFormatException {
        while (edges.isEmpty() && table.next()) {
            counts.row();
            Matcher name = NAME.matcher(table.text(0));
            boolean fits = name.matches();
            counts.count("tasks_in_graphs", fits);
            counts.count("tasks_named_otherwise", !fits);
            if (fits && !name.group(2).isEmpty()) {
                for (String before : name.group(2).substring(1).split("_", -1)) {
                    edges.add(new Edge(table.text(2), name.group(1), before));
                    counts.add("edges", 1);
                }
            }
        }
        return edges.poll();
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

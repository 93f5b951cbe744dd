package io.wavetank.workload.write;

import io.wavetank.sim.Submission;
import io.wavetank.workload.NearestNames;
import io.wavetank.workload.columnar.ColumnarWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A format in which tasks can be written: a row of the table of what there is.
 *
 * @param name the name by which a user asks for it
 * @param title what it is
 * @param ending how the names of its files end
 * @param opener begins a file
 */
public record TargetFormat(String name, String title, String ending, Opener opener) {
    /** Wavetank's own form. */
    public static final TargetFormat WAVETANK =
            new TargetFormat("wavetank", "Wavetank's own form, read fastest", ".wtt", Own::new);

    private static final List<TargetFormat> TABLE = List.of(
            WAVETANK,
            new TargetFormat("swf", "Standard Workload Format: whole seconds, processors", ".swf", SwfSink::new),
            new TargetFormat("alibaba-openb", "Alibaba's openb: pods with shares of GPUs", ".csv", OpenbSink::new),
            new TargetFormat("yarn-sls", "YARN Scheduler Load Simulator", ".json", SlsSink::new),
            new TargetFormat("kubernetes", "Kubernetes manifests: nodes, pods, jobs", ".yaml", KubernetesSink::new));

    /** Begins a file. */
    @FunctionalInterface
    public interface Opener {
        /** Returns the sink; what the format cannot hold is counted in {@code losses}. */
        TaskSink open(Target target, Losses losses) throws IOException;
    }

    /** All of them. */
    public static List<TargetFormat> all() {
        return TABLE;
    }

    /** Returns the format of that name; if there is none the message names those that there are. */
    public static TargetFormat named(String name) {
        List<String> names = TABLE.stream().map(TargetFormat::name).toList();
        int at = names.indexOf(name);
        if (at >= 0) {
            return TABLE.get(at);
        }
        List<String> near = NearestNames.of(name, names);
        throw new IllegalArgumentException("No format to write is named '" + name + "'; "
                + (near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ") + "There are "
                + String.join(", ", names));
    }

    /** Returns the format that the name of a file asks for by its ending, packed or not; null if none does. */
    public static @Nullable TargetFormat ofFile(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        plain = plain.endsWith(".gz") ? plain.substring(0, plain.length() - 3) : plain;
        for (TargetFormat format : TABLE) {
            if (plain.endsWith(format.ending) || (format.ending.equals(".yaml") && plain.endsWith(".yml"))) {
                return format;
            }
        }
        return null;
    }

    /** Wavetank's own form holds all that a task says. */
    private static final class Own implements TaskSink {
        private final ColumnarWriter writer;

        Own(Target target, Losses losses) throws IOException {
            this.writer = new ColumnarWriter(target.out(), target.heading(), target.waits());
        }

        @Override
        public void add(Submission task) throws IOException {
            writer.add(task);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}

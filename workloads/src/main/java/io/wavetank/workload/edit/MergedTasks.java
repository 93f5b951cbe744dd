package io.wavetank.workload.edit;

import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several workloads laid over each other, in order of time; of tasks of one instant those of the earlier workload come first. */
public final class MergedTasks implements SubmissionSource {
    private final List<Part> parts;
    private final List<@Nullable Submission> heads = new ArrayList<>();

    /**
     * One of them.
     *
     * @param source the workload
     * @param prefix what is put before the names of its tasks and jobs; often nothing
     * @param laterNanos how much later than in itself its tasks come
     */
    public record Part(SubmissionSource source, String prefix, long laterNanos) {}

    /** Lays workloads over each other. */
    public MergedTasks(List<Part> parts) throws IOException {
        this.parts = List.copyOf(parts);
        for (Part part : this.parts) {
            heads.add(part.source.next());
        }
    }

    @Override
    public @Nullable Submission next() throws IOException {
        int first = -1;
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < heads.size(); i++) {
            Submission head = heads.get(i);
            if (head != null && (first < 0 || head.submitNanos() + parts.get(i).laterNanos < earliest)) {
                first = i;
                earliest = head.submitNanos() + parts.get(i).laterNanos;
            }
        }
        if (first < 0) {
            return null;
        }
        Submission task = heads.get(first);
        Part part = parts.get(first);
        heads.set(first, part.source.next());
        if (task == null) {
            throw new IllegalStateException("The first task of all is missing");
        }
        return Tasks.named(task, new Tasks.Renamed(task.names(), part.prefix, "", first), earliest);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.source.close();
        }
    }
}

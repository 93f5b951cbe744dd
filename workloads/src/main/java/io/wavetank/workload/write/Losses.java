package io.wavetank.workload.write;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.Submission;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a format could not hold, counted: how many tasks it concerns. */
public final class Losses {
    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** What a task says that a format may hold or not. */
    enum Part {
        NAME("name"),
        JOB("job"),
        ESTIMATE("estimate"),
        MEMORY("memory"),
        GPUS("GPUs"),
        GPU_MODELS("GPU models"),
        PRIORITY("priority"),
        TENANT("tenant"),
        LABELS("labels"),
        GANG("members that start together"),
        SELECTOR("node selector"),
        TOLERATIONS("tolerations"),
        SCRATCH("scratch space"),
        EXTENDED("extended resources"),
        AFFINITY("node affinity"),
        POD("what it says as a pod");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        private boolean said(Submission task) {
            TaskClass asked = task.taskClass();
            return switch (this) {
                case NAME -> true;
                case JOB -> !task.job().isEmpty() && !task.job().equals(task.id());
                case ESTIMATE -> task.estimateNanos() >= 0;
                case MEMORY -> asked.request(Resources.MEMORY) > 0;
                case GPUS -> asked.gpuCount() > 0;
                case GPU_MODELS -> !asked.gpuModels().isEmpty();
                case PRIORITY -> asked.priority() != 0;
                case TENANT -> !asked.tenant().isEmpty();
                case LABELS -> !asked.labels().isEmpty();
                case GANG -> asked.members() > 1;
                case SELECTOR -> !asked.nodeSelector().isEmpty();
                case TOLERATIONS -> !asked.tolerations().isEmpty();
                case SCRATCH -> asked.request(Resources.EPHEMERAL_STORAGE) > 0;
                case EXTENDED -> asked.askedCount() > 0 && asked.asked(asked.askedCount() - 1) >= Resources.FIXED;
                case AFFINITY -> !asked.pod().nodeAffinity().equals(NodeAffinity.NONE);
                case POD ->
                    !asked.pod().equals(PodSpec.NONE)
                            && !asked.pod().withNodeAffinity(NodeAffinity.NONE).equals(PodSpec.NONE);
            };
        }
    }

    /** Begins with nothing lost. */
    public Losses() {}

    /** Counts what a task says of what cannot be held. */
    void of(Submission task, Set<Part> unheld) {
        for (Part part : unheld) {
            if (part.said(task)) {
                add("not held: " + part.word);
            }
        }
    }

    /** Counts one more, if {@code lost}. */
    void add(String what, boolean lost) {
        if (lost) {
            add(what);
        }
    }

    /** Counts one more. */
    public void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Counts many at once. */
    public void add(String what, long count) {
        if (count > 0) {
            counts.merge(what, count, Long::sum);
        }
    }

    /** What was lost, and how often. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}

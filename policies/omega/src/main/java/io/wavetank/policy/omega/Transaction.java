package io.wavetank.policy.omega;

import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.List;

/** What a scheduler planned for one job on its private copy: claims, each for one task on one node. */
final class Transaction {
    /**
     * One task on one node.
     *
     * @param task the task
     * @param node the node
     * @param sequence how often the node had changed when the scheduler synchronised
     */
    record Claim(TaskView task, int node, long sequence) {}

    private final Job job;
    private final long thinkNanos;
    private final List<Claim> claims = new ArrayList<>();
    private final List<TaskView> unplaced = new ArrayList<>();

    Transaction(Job job, long thinkNanos) {
        this.job = job;
        this.thinkNanos = thinkNanos;
    }

    Job job() {
        return job;
    }

    long thinkNanos() {
        return thinkNanos;
    }

    List<Claim> claims() {
        return claims;
    }

    /** The tasks for which there was no node. */
    List<TaskView> unplaced() {
        return unplaced;
    }
}

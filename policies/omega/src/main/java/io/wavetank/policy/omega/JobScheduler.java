package io.wavetank.policy.omega;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of the schedulers: its queue of jobs, its private copy of the cell, and the transaction that it is thinking about. */
final class JobScheduler {
    private final SchedulerSpec spec;
    private final CellState cell;
    private final PrivateCopy copy;
    private final Draws draws;
    private final Counts counts;
    private final Deque<Job> queue = new ArrayDeque<>();
    /** Jobs that may still get tasks, by name: in the queue and not tried yet. */
    private final TreeMap<String, Job> young = new TreeMap<>();
    /** Jobs for which there was no room, until something is freed. */
    private final List<Job> stuck = new ArrayList<>();

    private final long[] offer;
    private @Nullable Transaction thinking;
    private long attempts;

    JobScheduler(SchedulerSpec spec, Architecture architecture, CellState cell, Counts counts, Draws draws) {
        this.spec = spec;
        this.cell = cell;
        this.copy = new PrivateCopy(cell);
        this.draws = draws;
        this.counts = counts;
        this.offer = architecture == Architecture.TWO_LEVEL
                ? new long[cell.cluster().nodeCount() * cell.resources()]
                : new long[0];
    }

    SchedulerSpec spec() {
        return spec;
    }

    Counts counts() {
        return counts;
    }

    int probes() {
        return copy.probes();
    }

    boolean ready() {
        return thinking == null && !queue.isEmpty();
    }

    /** Takes in a task; those of a job that come before it was tried are decided about together. */
    void submit(TaskView task, long nowNanos) {
        Job job = task.job().isEmpty() ? null : young.get(task.job());
        if (job == null) {
            job = new Job(task.job(), nowNanos);
            queue.add(job);
            if (!task.job().isEmpty()) {
                young.put(task.job(), job);
            }
        }
        job.add(task);
    }

    /** Jobs that found no room may try again, behind those that wait. */
    void retryStuck() {
        queue.addAll(stuck);
        stuck.clear();
    }

    /** Nothing is held any more: jobs that went short of what was may try again. Before that they would take each a part from the others for ever. */
    void retryDenied() {
        for (Job job : List.copyOf(stuck)) {
            if (job.denied) {
                stuck.remove(job);
                queue.add(job);
            }
        }
    }

    /** Synchronises, plans the first job, and thinks about it from now on. */
    Transaction begin(long nowNanos) {
        Job job = queue.remove();
        if (young.get(job.name()) == job) {
            young.remove(job.name());
        }
        if (job.beginAttempt()) {
            counts.jobsTried++;
            counts.firstWaitNanos += nowNanos - job.submitNanos();
        }
        job.denied = cell.anythingHeld();
        cell.catchUp();
        job.freedBefore = cell.freed();
        if (offer.length > 0) {
            copy.copyAll();
            takeOffer();
        } else {
            copy.synchronise();
        }
        Transaction planned = copy.plan(job, spec.thinkNanos(job), draws, attempts++);
        thinking = planned;
        return planned;
    }

    /** The transaction that it thought about, which is over; null if there was none. */
    @Nullable
    Transaction finish() {
        Transaction done = thinking;
        thinking = null;
        if (done != null) {
            counts.busyNanos += done.thinkNanos();
            giveOfferBack();
        }
        return done;
    }

    /** Puts back what a transaction could not place: at once in front after a conflict, aside until something is freed if there was no room. */
    void putBack(Job job, List<TaskView> tasks, boolean conflict) {
        if (tasks != job.tasks()) {
            List<TaskView> left = List.copyOf(tasks);
            job.tasks().clear();
            job.tasks().addAll(left);
        }
        if (conflict) {
            queue.addFirst(job);
        } else if (job.freedBefore < cell.freed()) {
            queue.addLast(job);
        } else {
            stuck.add(job);
        }
    }

    /** Whether there is anything to be offered. */
    boolean anythingToOffer() {
        for (int node = 0; node < cell.cluster().nodeCount(); node++) {
            for (int resource = 0;
                    cell.cluster().columns().schedulable(node) && resource < cell.resources();
                    resource++) {
                if (cell.available(node, resource) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void takeOffer() {
        cell.holders(1);
        for (int i = 0; i < offer.length; i++) {
            int node = i / cell.resources();
            int resource = i % cell.resources();
            offer[i] = Math.max(0, copy.free(node, resource));
            cell.hold(node, resource, offer[i]);
        }
    }

    private void giveOfferBack() {
        cell.holders(offer.length > 0 ? -1 : 0);
        for (int i = 0; i < offer.length; i++) {
            if (offer[i] > 0) {
                cell.hold(i / cell.resources(), i % cell.resources(), -offer[i]);
                offer[i] = 0;
            }
        }
    }
}

package io.wavetank.sim.replica;

import io.wavetank.sim.Reminders;
import io.wavetank.sim.RunListener.Moment;
import io.wavetank.sim.Submission;
import io.wavetank.sim.execution.ImagePulls;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.RegistrySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of a run, or of a part of its services, by their tasks: has them submitted and taken out, tells them what happens to their tasks, and has done
 * later what is arranged for them, such as when an image has come to their node.
 */
public final class Replicas {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Calendar calendar;
    private final Reminders reminders = new Reminders();
    private final ImagePulls images;
    /** What is to be done as images have come, by slot. */
    private final List<Integer> pulled = new ArrayList<>();
    /** By task: the replica that it is. */
    private @Nullable Replica[] replicaOf = new @Nullable Replica[64];

    private long numbered;
    private @Nullable Replica entering;
    private @Nullable Plant plant;

    /** Has {@link #due} called with the slot at a time. */
    @FunctionalInterface
    public interface Calendar {
        /** Notes it. */
        void schedule(long timeNanos, int slot);
    }

    /** Begins without any; images come from a registry. */
    public Replicas(RegistrySpec registry, Calendar calendar) {
        this.calendar = calendar;
        this.images =
                new ImagePulls(registry, (at, telling) -> remind(at, now -> imagesCame(now, telling)), pulled::add);
    }

    /** The run begins, in which this is carried out. */
    public void begin(Plant inRun) {
        plant = inRun;
    }

    /** By which things are carried out. */
    public Plant plant() {
        if (plant == null) {
            throw new IllegalStateException("The run has not begun");
        }
        return plant;
    }

    /** Whether the control plane can be asked. */
    public boolean answers() {
        return plant().answers();
    }

    /** Whether controllers act: what they do waits until then ({@link #onceControlled}). */
    public boolean controlled() {
        return plant().controlled();
    }

    /** Has something done when controllers act again, as is looked every second. */
    public void onceControlled(long now, Reminders.Reminder reminder) {
        remind(Math.addExact(now, LOOK_NANOS), time -> {
            if (controlled()) {
                reminder.due(time);
            } else {
                onceControlled(time, reminder);
            }
        });
    }

    /** Has something done later. */
    public void remind(long timeNanos, Reminders.Reminder reminder) {
        calendar.schedule(timeNanos, reminders.keep(reminder));
    }

    /** What was arranged for now is done. */
    public void due(long now, int slot) throws IOException {
        reminders.take(slot).due(now);
    }

    /** Numbers replicas of several services, from 0. */
    public long nextNumber() {
        return numbered++;
    }

    /** Has an image pulled to a node that does not have it, and something done then; says whether it has to be. */
    public boolean pull(long now, int node, ImageSpec image, Reminders.Reminder then) {
        int slot = reminders.keep(then);
        boolean waits = images.need(now, node, image.name(), image.bytes(), slot);
        if (!waits) {
            reminders.take(slot);
        }
        return waits;
    }

    private void imagesCame(long now, int telling) throws IOException {
        images.happened(now, telling);
        List<Integer> come = List.copyOf(pulled);
        pulled.clear();
        for (int slot : come) {
            reminders.take(slot).due(now);
        }
    }

    /** A node is gone, with its images. */
    public void nodeRemoved(long now, int node) {
        images.forget(now, node);
    }

    /** Submits the task of a replica, and says whether it is let in. */
    public boolean submit(long now, Replica replica, Submission submission) throws IOException {
        entering = replica;
        boolean admitted = plant().submit(now, submission) >= 0;
        entering = null;
        return admitted;
    }

    /** Takes the task of a replica out of the system, if it has one: at once if it waits, else when it has had its time to stop. */
    public void remove(long now, Replica replica, long stopNanos) throws IOException {
        if (replica.task() >= 0) {
            plant().remove(now, replica.task(), stopNanos);
        }
    }

    /** The replica that a task is; null if it is none of these. */
    public @Nullable Replica of(int task) {
        return task < replicaOf.length ? replicaOf[task] : null;
    }

    /** Tells the replica that a task is, if it is one, what happened to the task, which is on a node or not (-1). */
    public void tell(long now, Moment moment, int task, int node) throws IOException {
        if (moment == Moment.SUBMITTED) {
            entered(task);
            return;
        }
        Replica replica = of(task);
        if (replica == null) {
            return;
        }
        switch (moment) {
            case STARTED, RESTARTED -> replica.started(now, node);
            case CRASHED -> replica.crashed(now);
            case STOPPING -> replica.halting(now);
            case EVICTED, LOST -> replica.lostPlace(now);
            case FINISHED, FAILED, REMOVED -> {
                replicaOf[task] = null;
                replica.gone(now);
            }
            case SUBMITTED, REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {
                // not on a node
            }
        }
    }

    private void entered(int task) {
        Replica replica = entering;
        entering = null;
        if (task >= replicaOf.length) {
            if (replica == null) {
                return;
            }
            replicaOf = Arrays.copyOf(replicaOf, Math.max(task + 1, 2 * replicaOf.length));
        }
        replicaOf[task] = replica;
        if (replica != null) {
            replica.become(task);
        }
    }
}

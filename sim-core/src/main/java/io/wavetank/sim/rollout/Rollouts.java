package io.wavetank.sim.rollout;

import io.wavetank.policy.Draws;
import io.wavetank.sim.ForwardingListener;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.elastic.Plant;
import io.wavetank.sim.execution.ImagePulls;
import io.wavetank.sim.record.RolloutFigures;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of a run that are rolled out: hears what happens to their tasks, and has their pods made, stopped and routed to. */
public final class Rollouts extends ForwardingListener implements Site {
    private final TaskTable tasks;
    private final Calendar calendar;
    private final List<RolledService> services = new ArrayList<>();
    private final List<@Nullable Reminder> reminders = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();
    /** By row: the pod that the task is. */
    private @Nullable Pod[] podOf = new @Nullable Pod[64];

    private final ImagePulls images;
    /** What is to be done as images have come, by slot. */
    private final List<Integer> pulled = new ArrayList<>();

    private @Nullable Pod entering;
    private @Nullable Plant plant;
    private long numbered;

    /** Has {@link #due} called with the slot at a time. */
    @FunctionalInterface
    public interface Calendar {
        /** Notes it. */
        void schedule(long timeNanos, int slot);
    }

    /**
     * Creates those of a run.
     *
     * @param registry where images come from
     * @param inner is told of everything, before anything comes of it
     */
    public Rollouts(
            List<RolloutSpec> specs,
            TaskTable tasks,
            ClusterTraffic traffic,
            Draws draws,
            RegistrySpec registry,
            Calendar calendar,
            RunListener inner) {
        super(inner);
        this.tasks = tasks;
        this.calendar = calendar;
        this.images =
                new ImagePulls(registry, (at, telling) -> remind(at, now -> imagesCame(now, telling)), pulled::add);
        for (RolloutSpec each : specs) {
            services.add(new RolledService(each, this, traffic, draws.stream("rollouts").stream(each.name())));
        }
    }

    /** Arranges what happens from the start on. */
    public void begin(Plant inRun) {
        plant = inRun;
        services.forEach(RolledService::begin);
    }

    /** What was arranged for now is done. */
    public void due(long now, int slot) throws IOException {
        Reminder reminder = reminders.get(slot);
        reminders.set(slot, null);
        free.add(slot);
        if (reminder != null) {
            reminder.due(now);
        }
    }

    /** What became of them until an instant, up to which requests go on. */
    public List<RolloutFigures> figures(long endNanos) {
        return services.stream().map(service -> service.figures(endNanos)).toList();
    }

    @Override
    public void remind(long timeNanos, Reminder reminder) {
        calendar.schedule(timeNanos, keep(reminder));
    }

    private int keep(Reminder reminder) {
        int slot = free.isEmpty() ? reminders.size() : free.remove(free.size() - 1);
        if (slot == reminders.size()) {
            reminders.add(reminder);
        } else {
            reminders.set(slot, reminder);
        }
        return slot;
    }

    @Override
    public boolean pull(long now, int node, ImageSpec image, Reminder then) {
        int slot = keep(then);
        boolean waits = images.need(now, node, image.name(), image.bytes(), slot);
        if (!waits) {
            reminders.set(slot, null);
            free.add(slot);
        }
        return waits;
    }

    private void imagesCame(long now, int telling) throws IOException {
        images.happened(now, telling);
        List<Integer> come = List.copyOf(pulled);
        pulled.clear();
        for (int slot : come) {
            due(now, slot);
        }
    }

    private Plant plant() {
        if (plant == null) {
            throw new IllegalStateException("The run has not begun");
        }
        return plant;
    }

    @Override
    public boolean submit(long now, Pod pod, Submission submission) throws IOException {
        entering = pod;
        boolean admitted = plant().submit(now, submission) >= 0;
        entering = null;
        return admitted;
    }

    @Override
    public void remove(long now, Pod pod) throws IOException {
        if (pod.task >= 0) {
            plant().remove(now, pod.task, 0);
        }
    }

    @Override
    public long nextNumber() {
        return numbered++;
    }

    @Override
    public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
        inner.event(now, moment, table, task);
        if (moment == Moment.SUBMITTED) {
            entered(task);
            return;
        }
        Pod pod = task < podOf.length ? podOf[task] : null;
        if (pod == null) {
            return;
        }
        switch (moment) {
            case STARTED, RESTARTED -> pod.service.lives().placed(now, pod, tasks.node(task));
            case EVICTED, LOST, CRASHED -> pod.service.lives().lost(now, pod);
            case FINISHED, FAILED, REMOVED -> {
                podOf[task] = null;
                pod.down();
                pod.task = -1;
                pod.service.gone(now, pod);
            }
            case STOPPING -> {
                pod.ready = false;
                pod.service.changed(now);
            }
            case SUBMITTED, REJECTED, NOMINATED, HELD, RELEASED, BOUND -> {
                // not on a node
            }
        }
    }

    private void entered(int task) {
        Pod pod = entering;
        entering = null;
        if (task >= podOf.length) {
            podOf = Arrays.copyOf(podOf, Math.max(task + 1, 2 * podOf.length));
        }
        podOf[task] = pod;
        if (pod != null) {
            pod.task = task;
        }
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) throws IOException {
        inner.clusterEvent(now, moment, node);
        if (moment == ClusterMoment.NODE_REMOVED) {
            images.forget(now, node);
        }
    }
}

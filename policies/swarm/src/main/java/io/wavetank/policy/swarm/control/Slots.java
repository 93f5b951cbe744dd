package io.wavetank.policy.swarm.control;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.swarm.orchestrate.RestartSupervisor;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The services with their slots: which task of the cluster is in which, and what fills it at the moment. */
final class Slots {
    /** What of a slot the managers keep in their log. */
    record Kept(String service, long slot, int generation, long notBeforeNanos, List<Long> restartsNanos) {
        Kept {
            restartsNanos = List.copyOf(restartsNanos);
        }
    }

    /**
     * What the managers keep in their log.
     *
     * @param slots the slots, by the task's place in the order of submission
     */
    record Log(SortedMap<Long, Kept> slots) {}

    /** As many tasks of a slot are kept for those who ask, and what is known of restarts with them. */
    private static final int HISTORY = 5;

    private static final class Service {
        private final SortedMap<Integer, TaskSpec> byClass = new TreeMap<>();
        private long versions;
        private long slots;
        private int tasks;
    }

    private final TaskSpecs specs;
    private final RestartSupervisor restarts = new RestartSupervisor();
    private final SortedMap<String, Service> services = new TreeMap<>();
    private final SortedMap<Long, KnownTask> bySequence = new TreeMap<>();
    private final SortedMap<String, KnownTask> byName = new TreeMap<>();
    private final SortedMap<Long, List<Long>> restartsNanos = new TreeMap<>();
    private final SortedMap<Long, Kept> keptBefore = new TreeMap<>();

    Slots(TaskSpecs specs) {
        this.specs = specs;
    }

    /** Takes over what the leader before kept. */
    void takeOver(Log log) {
        keptBefore.putAll(log.slots());
    }

    /** What is to be kept. */
    Log kept() {
        SortedMap<Long, Kept> kept = new TreeMap<>(keptBefore);
        for (KnownTask each : bySequence.values()) {
            List<Long> all = restartsNanos.getOrDefault(each.sequence(), List.of());
            kept.put(
                    each.sequence(),
                    new Kept(
                            each.task().spec().service(),
                            each.task().slot(),
                            each.generation(),
                            each.notBeforeNanos(),
                            all.subList(Math.max(0, all.size() - HISTORY), all.size())));
        }
        return new Log(kept);
    }

    @Nullable
    KnownTask find(TaskView view) {
        return bySequence.get(view.sequence());
    }

    KnownTask of(SwarmTask task) {
        KnownTask known = byName.get(task.id());
        if (known == null) {
            throw new IllegalStateException("Nothing is known of " + task);
        }
        return known;
    }

    /** A task of the cluster that was not known takes a slot: the next of its service, or the one that it had under the leader before. */
    KnownTask enter(TaskView view) {
        String name = specs.service(view);
        Service service = services.computeIfAbsent(name, key -> new Service());
        service.tasks++;
        TaskSpec spec = spec(service, name, view);
        Kept kept = keptBefore.remove(view.sequence());
        long slot = kept == null ? service.slots + 1 : kept.slot();
        service.slots = Math.max(service.slots, slot);
        int generation = kept == null ? view.attempts() : kept.generation();
        var known = new KnownTask(
                view, new SwarmTask(name(name, slot, generation), spec, slot, TaskSpecs.node(view.taskClass())));
        known.replaced(known.task(), generation, kept == null ? 0 : kept.notBeforeNanos());
        if (kept != null) {
            kept.restartsNanos().forEach(nanos -> noteRestart(known, nanos));
        }
        bySequence.put(view.sequence(), known);
        byName.put(known.task().id(), known);
        return known;
    }

    private TaskSpec spec(Service service, String name, TaskView view) {
        TaskSpec spec = service.byClass.get(view.classIndex());
        if (spec == null) {
            spec = specs.spec(name, ++service.versions, view.taskClass());
            service.byClass.put(view.classIndex(), spec);
        }
        return spec;
    }

    private static String name(String service, long slot, int generation) {
        String digits = Long.toString(slot);
        return service + "." + "0".repeat(Math.max(0, 6 - digits.length())) + digits + "." + generation;
    }

    /**
     * The task in a slot is gone, and another takes its place if the restart policy says so.
     *
     * @return whether it does
     */
    boolean replace(KnownTask known, long nowNanos) {
        SwarmTask old = known.task();
        if (!restarts.replaces(old, TaskState.SHUTDOWN, nowNanos)) {
            known.giveUp();
            return false;
        }
        fill(known, Math.addExact(nowNanos, old.spec().restart().delayNanos()));
        noteRestart(known, nowNanos);
        return true;
    }

    /** The task in a slot is gone with its own node, and another is to be there when the node is: no restart, and no policy is asked. */
    void renew(KnownTask known) {
        fill(known, 0);
    }

    private void fill(KnownTask known, long notBeforeNanos) {
        SwarmTask old = known.task();
        int generation = known.generation() + 1;
        String name = name(old.spec().service(), old.slot(), generation);
        byName.remove(old.id());
        var next = new SwarmTask(name, old.spec(), old.slot(), own(old));
        known.replaced(next, generation, notBeforeNanos);
        byName.put(name, known);
    }

    private static @Nullable String own(SwarmTask task) {
        return task.preassigned() ? task.node() : null;
    }

    private void noteRestart(KnownTask known, long nanos) {
        restarts.restarted(known.task(), nanos);
        restartsNanos
                .computeIfAbsent(known.sequence(), key -> new ArrayList<>())
                .add(nanos);
    }

    /** The node that a task was placed on would not have it for what it asks: it is to go elsewhere. */
    void keepOff(KnownTask known, String node) {
        SwarmTask old = known.task();
        Service service = services.get(old.spec().service());
        TaskSpec spec =
                service == null ? null : service.byClass.get(known.view().classIndex());
        if (service == null || spec == null) {
            throw new IllegalStateException("Nothing is known of the service of " + old);
        }
        if (!spec.placement().constraints().contains(TaskSpecs.not(node))) {
            spec = TaskSpecs.notOn(spec, ++service.versions, node);
            service.byClass.put(known.view().classIndex(), spec);
        }
        known.restated(new SwarmTask(old.id(), spec, old.slot(), own(old)));
    }

    /** A slot is empty for good. */
    void leave(KnownTask known) {
        bySequence.remove(known.sequence());
        byName.remove(known.task().id());
        restartsNanos.remove(known.sequence());
        String name = known.task().spec().service();
        Service service = services.get(name);
        if (service != null && --service.tasks == 0) {
            services.remove(name);
            restarts.forget(name);
        }
    }
}

package io.wavetank.policy.swarm.rollout;

import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A replicated service of Swarm, slot by slot: its updates, and another task after the restart delay in each slot whose task has ended. A task is made when it
 * may start: one that waits for the old one of its slot to stop, for a minute at most, holds no place before. An update while one is under way takes its place, as in swarmkit.
 *
 * <p>Another number of tasks ({@code docker service scale}; Swarm has nothing that does it by itself) is another specification of the service, so that an update
 * begins anew with the slots that are not yet as wanted: its failures are forgotten, one that had paused goes on, and the version that a rollback would restore is
 * the wanted one. Slots that are missing get the lowest free numbers and the wanted version at once. Of too many those stay that run, then those that are the first
 * of the service on their node; slots with two tasks, or with none on a node, go first. A rollback does not restore the number of tasks, where swarmkit's does.
 *
 * <p>Source of the scaling: swarmkit, {@code manager/orchestrator/replicated/services.go} and {@code slot.go}; equal slots stay by their numbers, where swarmkit
 * takes any.
 */
public final class SwarmRollout implements Rollout {
    private static final long RESTART_DELAY_NANOS = 5_000_000_000L;

    private final UpdateConfig config;
    private final UpdateConfig rollback;
    private int wantedSlots;
    private final SortedMap<Integer, String> versionOf = new TreeMap<>();
    /** Slots that have nothing for now because their update says so. */
    private final SortedSet<Integer> emptied = new TreeSet<>();

    private final SortedMap<Integer, Long> startAgain = new TreeMap<>();
    /** By slot: until when its next task waits for the one before to stop. */
    private final SortedMap<Integer, Long> stopping = new TreeMap<>();
    /** Slots that came, and have had no task yet: whatever had their numbers is nothing to them. */
    private final SortedSet<Integer> fresh = new TreeSet<>();
    /** Slots whose task failed: as long as the old one is there nobody makes another. */
    private final SortedSet<Integer> failed = new TreeSet<>();

    private final SortedSet<String> toldReady = new TreeSet<>();
    private final SortedSet<String> toldFailed = new TreeSet<>();
    private String from;
    private String to;
    private @Nullable ServiceUpdate update;
    private int updates = 1;
    private boolean updated;
    private boolean begun;

    /** Creates it; updates go by one configuration, their rollbacks by the other. */
    public SwarmRollout(UpdateConfig config, UpdateConfig rollback, int replicas, String version) {
        this.config = config;
        this.rollback = rollback;
        this.wantedSlots = replicas;
        this.from = version;
        this.to = version;
        for (int slot = 1; slot <= replicas; slot++) {
            versionOf.put(slot, version);
        }
    }

    @Override
    public void update(String version, long nowNanos) {
        from = update == null ? to : present();
        to = version;
        updated = true;
    }

    private void begin(List<Integer> dirty) {
        update = new ServiceUpdate(config, rollback, updates, ++updates, dirty);
        emptied.clear();
        toldReady.clear();
    }

    @Override
    public void scale(int replicas, long nowNanos) {
        wantedSlots = replicas;
    }

    /** The service has another specification: slots come and go, and those that are not as wanted, or have two tasks, are worked on. */
    private void renew(View view, List<RolloutStep> steps) {
        String wanted = updated ? to : present();
        SortedMap<Integer, List<RolledPod>> tasks = bySlot(view);
        versionOf.keySet().retainAll(kept(tasks));
        startAgain.keySet().retainAll(versionOf.keySet());
        stopping.keySet().retainAll(versionOf.keySet());
        tasks.forEach((slot, each) -> {
            if (!versionOf.containsKey(slot)) {
                each.forEach(pod -> steps.add(new RolloutStep.Stop(pod)));
            }
        });
        List<Integer> dirty = versionOf.keySet().stream()
                .filter(slot -> !wanted.equals(versionOf.get(slot))
                        || tasks.getOrDefault(slot, List.of()).size() > 1)
                .toList();
        boolean underWay =
                update != null && (stage() == RolloutStage.PROGRESSING || stage() == RolloutStage.ROLLING_BACK);
        if (!updated && (!dirty.isEmpty() || underWay)) {
            from = wanted; // what a rollback would restore has that too
            to = wanted;
        }
        if (updated || !dirty.isEmpty() || underWay) {
            begin(dirty);
        }
        updated = false;
        for (int slot = 1; versionOf.size() < wantedSlots; slot++) {
            if (versionOf.putIfAbsent(slot, wanted) == null) {
                fresh.add(slot);
            }
        }
    }

    /** The tasks that are to stay, by slot. */
    private static SortedMap<Integer, List<RolledPod>> bySlot(View view) {
        SortedMap<Integer, List<RolledPod>> tasks = new TreeMap<>();
        for (RolledPod pod : view.pods()) {
            if (!pod.leaving()) {
                tasks.computeIfAbsent(pod.slot(), slot -> new ArrayList<>()).add(pod);
            }
        }
        return tasks;
    }

    /** The slots that stay, at most as many as are wanted. */
    private List<Integer> kept(SortedMap<Integer, List<RolledPod>> tasks) {
        List<Integer> numbers = versionOf.keySet().stream()
                .sorted(Comparator.comparing(
                        slot -> tasks.getOrDefault(slot, List.of()).stream().noneMatch(RolledPod::ready)))
                .toList();
        SortedMap<Integer, Integer> onNode = new TreeMap<>();
        SortedMap<Integer, Integer> place = new TreeMap<>();
        for (int slot : numbers) {
            List<RolledPod> its = tasks.getOrDefault(slot, List.of());
            boolean counted = its.size() == 1 && its.get(0).node() >= 0;
            place.put(slot, counted ? onNode.merge(its.get(0).node(), 1, Integer::sum) : Integer.MAX_VALUE);
        }
        return numbers.stream()
                .sorted(Comparator.comparingInt(slot -> place.getOrDefault(slot, Integer.MAX_VALUE)))
                .limit(wantedSlots)
                .toList();
    }

    /** The version that slots are led to. */
    private String present() {
        return update == null ? to : name(update.version());
    }

    private String name(long number) {
        return number == updates ? to : from;
    }

    @Override
    public List<RolloutStep> step(View view, long nowNanos) {
        List<RolloutStep> steps = new ArrayList<>();
        if (updated || wantedSlots != versionOf.size()) {
            renew(view, steps);
        }
        tell(view, nowNanos);
        ServiceUpdate under = update;
        if (under != null) {
            for (UpdateAction action : under.advance(nowNanos)) {
                carryOut(action, view, steps);
            }
        }
        for (int slot : versionOf.keySet()) {
            restart(slot, view, nowNanos, steps);
        }
        return steps;
    }

    private void tell(View view, long nowNanos) {
        String wanted = present();
        SortedSet<Integer> old = new TreeSet<>();
        begun |= view.pods().stream().filter(RolledPod::ready).count() >= versionOf.size();
        for (RolledPod pod : view.pods()) {
            if (!pod.version().equals(wanted)) {
                old.add(pod.slot());
            } else if (update != null && pod.ready() && toldReady.add(pod.name())) {
                update.running(pod.slot(), nowNanos);
            }
            if (pod.failed() && toldFailed.add(pod.name())) {
                startAgain.put(pod.slot(), nowNanos + RESTART_DELAY_NANOS);
                failed.add(pod.slot());
                if (update != null) {
                    update.ended(pod.slot(), pod.version().equals(to) ? updates : updates - 1, nowNanos);
                }
            }
        }
        for (int slot : versionOf.keySet()) {
            if (update != null && !old.contains(slot)) {
                update.oldEnded(slot);
            }
        }
    }

    private void carryOut(UpdateAction action, View view, List<RolloutStep> steps) {
        int slot = action.slot();
        if (action instanceof UpdateAction.Start start) {
            emptied.remove(slot);
            startAgain.remove(slot);
            failed.remove(slot);
            String version = name(start.version());
            versionOf.put(slot, version);
            boolean there = view.pods().stream()
                    .anyMatch(pod -> pod.slot() == slot
                            && !pod.leaving()
                            && pod.version().equals(version));
            if (!there) { // a rollback finds what it has not stopped yet
                steps.add(new RolloutStep.Make(version, slot));
            }
        } else if (action instanceof UpdateAction.StopOld) {
            if (isStopFirst()) {
                emptied.add(slot);
            }
            for (RolledPod pod : view.pods()) {
                if (pod.slot() == slot && !pod.version().equals(present()) && !pod.leaving()) {
                    steps.add(new RolloutStep.Stop(pod));
                }
            }
        }
    }

    private boolean isStopFirst() {
        boolean back = update != null && update.version() != updates;
        return (back ? rollback : config).order() == UpdateConfig.Order.STOP_FIRST;
    }

    /**
     * A slot without a task gets another of its version when the one before has stopped: after the delay if it failed, else at once. So does one that has the old task
     * alone, as the new one has left, such as from a node that is emptied, before it ran.
     */
    private void restart(int slot, View view, long nowNanos, List<RolloutStep> steps) {
        boolean any = failed.contains(slot);
        String its = versionOf.getOrDefault(slot, to);
        boolean filled = emptied.contains(slot)
                || view.pods().stream()
                        .anyMatch(pod -> pod.slot() == slot
                                && !pod.leaving()
                                && (any || pod.version().equals(its)))
                || steps.stream().anyMatch(step -> step instanceof RolloutStep.Make make && make.slot() == slot);
        if (filled) {
            stopping.remove(slot);
            fresh.remove(slot);
            return;
        }
        Long due = startAgain.get(slot);
        if ((due == null || nowNanos >= due) && hasStopped(slot, view, nowNanos)) {
            startAgain.remove(slot);
            stopping.remove(slot);
            failed.remove(slot);
            steps.add(new RolloutStep.Make(its, slot));
        }
    }

    private boolean hasStopped(int slot, View view, long nowNanos) {
        if (fresh.contains(slot) || view.pods().stream().noneMatch(pod -> pod.slot() == slot && pod.leaving())) {
            return true;
        }
        return nowNanos >= stopping.computeIfAbsent(slot, first -> nowNanos + ServiceUpdate.STOP_WAIT_NANOS);
    }

    @Override
    public long nextNanos() {
        long next = update == null ? Long.MAX_VALUE : update.nextNanos();
        for (long due : startAgain.values()) {
            next = Math.min(next, due);
        }
        for (long due : stopping.values()) {
            next = Math.min(next, due);
        }
        return next;
    }

    @Override
    public RolloutStage stage() {
        if (update == null) {
            return begun ? RolloutStage.COMPLETE : RolloutStage.PROGRESSING;
        }
        return switch (update.stage()) {
            case UPDATING -> RolloutStage.PROGRESSING;
            case COMPLETED -> RolloutStage.COMPLETE;
            case PAUSED, ROLLBACK_PAUSED -> RolloutStage.PAUSED;
            case ROLLBACK_STARTED -> RolloutStage.ROLLING_BACK;
            case ROLLBACK_COMPLETED -> RolloutStage.ROLLED_BACK;
        };
    }

    @Override
    public boolean restartsInPlace() {
        return false;
    }
}

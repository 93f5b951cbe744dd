package io.wavetank.policy.borg;

import io.wavetank.policy.TaskView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait, scanned from high to low priority, within a priority one task of each owner in turn, within an owner first come, first
 * served; tasks that ask for what no machine has hold up nobody.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 3.2: "the scan proceeds from high to low priority, modulated by a round-robin scheme
 * within a priority to ensure fairness across users and avoid head-of-line blocking behind a large job".
 */
final class PendingQueue {
    private final Bands bands;
    private final Equivalence equivalence;
    private @Nullable Lane[] lanes = new @Nullable Lane[64];
    private final TreeMap<Integer, Level> levels = new TreeMap<>();
    /** Those of them in which any lane is ready. */
    private final TreeMap<Integer, Level> ready = new TreeMap<>();
    /** Lanes for which all machines but a few are ruled out. */
    private final List<Lane> narrow = new ArrayList<>();

    /** The tasks of one priority. */
    private static final class Level {
        final TreeMap<String, Owner> owners = new TreeMap<>();
        /** Owners with something ready, the next first. */
        final ArrayDeque<Owner> turn = new ArrayDeque<>();
    }

    /** The tasks of one owner in one priority. */
    private static final class Owner {
        final PriorityQueue<Lane> ready = new PriorityQueue<>(
                Comparator.comparingLong(lane -> lane.first().sequence()));
    }

    PendingQueue(Bands bands, Equivalence equivalence) {
        this.bands = bands;
        this.equivalence = equivalence;
    }

    /** Lanes for which all machines are ruled out but those that changed since. */
    List<Lane> narrow() {
        return narrow;
    }

    void add(TaskView task) {
        Lane lane = laneOf(task);
        boolean wasEmpty = lane.isEmpty();
        lane.add(task);
        if (wasEmpty) {
            makeReady(lane);
        }
    }

    private Lane laneOf(TaskView task) {
        int index = task.classIndex();
        if (index >= lanes.length) {
            lanes = Arrays.copyOf(lanes, Math.max(index + 1, lanes.length * 2));
        }
        Lane lane = lanes[index];
        if (lane == null || (lane.isEmpty() && !lane.taskClass().equals(task.taskClass()))) {
            lane = new Lane(
                    task.taskClass(),
                    equivalence.of(task.taskClass()),
                    bands.of(task.taskClass().priority()));
            lanes[index] = lane;
        }
        return lane;
    }

    /** Has a lane with tasks take its turn. */
    void makeReady(Lane lane) {
        lane.blocked = false;
        int priority = lane.taskClass().priority();
        Level level = levels.computeIfAbsent(priority, key -> new Level());
        Owner owner = level.owners.computeIfAbsent(lane.taskClass().tenant(), key -> new Owner());
        if (owner.ready.isEmpty()) {
            if (level.turn.isEmpty()) {
                ready.put(priority, level);
            }
            level.turn.add(owner);
        }
        owner.ready.add(lane);
    }

    /** Takes the lane whose first task is next; null if none is ready. It is to be given back. */
    @Nullable
    Lane poll() {
        Map.Entry<Integer, Level> highest = ready.lastEntry();
        if (highest == null) {
            return null;
        }
        Level level = highest.getValue();
        Owner owner = level.turn.remove();
        Lane lane = owner.ready.remove();
        if (!owner.ready.isEmpty()) {
            level.turn.add(owner);
        } else if (level.turn.isEmpty()) {
            ready.remove(highest.getKey());
        }
        return lane;
    }

    boolean anyReady() {
        return !ready.isEmpty();
    }

    /** Gives back a lane whose first task has been placed and dropped. */
    void placed(Lane lane) {
        if (lane.isEmpty()) {
            widen(lane);
        } else {
            makeReady(lane);
        }
    }

    /** Gives back a lane for which no machine will do. */
    void block(Lane lane) {
        lane.blocked = true;
        if (!lane.narrow()) {
            narrow.add(lane);
        }
        lane.ruleOutAll();
    }

    /** All machines are to be looked at again for a lane. */
    void widen(Lane lane) {
        if (lane.narrow()) {
            narrow.remove(lane);
            lane.widen();
        }
    }

    /** A task is no longer wanted. */
    void withdraw(TaskView task) {
        Lane lane = laneOf(task);
        Level level = levels.get(lane.taskClass().priority());
        Owner owner = level == null ? null : level.owners.get(lane.taskClass().tenant());
        if (lane.isEmpty() || level == null || owner == null) {
            return;
        }
        boolean wasReady = owner.ready.remove(lane);
        lane.drop(task);
        if (wasReady && owner.ready.isEmpty()) {
            level.turn.remove(owner);
            if (level.turn.isEmpty()) {
                ready.remove(lane.taskClass().priority());
            }
        }
        if (lane.isEmpty()) {
            lane.blocked = false;
            widen(lane);
        } else if (wasReady) {
            makeReady(lane);
        }
    }
}

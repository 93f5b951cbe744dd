package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.TaskView;
import io.wavetank.policy.mesos.resource.Quantities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The offers that a hoarding framework sits on, in the order in which they came. */
final class HeldOffers implements Iterable<HeldOffers.Held> {
    private final List<Held> offers = new ArrayList<>();

    /** An offer, and until when it is held at most. */
    record Held(OfferedAgent offer, long untilNanos) {}

    /** Says whether a task may run on a node, whatever else runs there. */
    @FunctionalInterface
    interface Check {
        boolean mayRun(TaskView task, int node);
    }

    void add(OfferedAgent offer, long untilNanos) {
        offers.add(new Held(offer, untilNanos));
    }

    /** None of them is worth anything any more. */
    void clear() {
        offers.clear();
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    /** When the oldest is to be given up. */
    long firstUntilNanos() {
        return offers.get(0).untilNanos();
    }

    @Override
    public Iterator<Held> iterator() {
        return offers.iterator();
    }

    /** Whether so many of the tasks would fit on what is held, on each offer those that come first. */
    boolean suffice(int wanted, Collection<TaskView> tasks, TaskNeeds needs, Check check) {
        List<TaskView> left = new ArrayList<>(tasks);
        int found = 0;
        for (Held each : offers) {
            Quantities room = Quantities.of(each.offer().resources());
            var tooLarge = new BitSet();
            for (Iterator<TaskView> rest = left.iterator(); rest.hasNext() && found < wanted; ) {
                TaskView task = rest.next();
                if (tooLarge.get(task.classIndex())) {
                    continue;
                }
                Quantities need = needs.of(task.taskClass(), task.classIndex());
                if (room.contains(need) && check.mayRun(task, each.offer().node())) {
                    room = room.minus(need);
                    rest.remove();
                    found++;
                } else {
                    tooLarge.set(task.classIndex());
                }
            }
        }
        return found >= wanted;
    }
}

package io.wavetank.policy.borg;

import io.wavetank.policy.TaskView;
import java.util.BitSet;
import java.util.TreeMap;

/**
 * Tasks and the machines that went down under them, or on which they crashed: the pair is not repeated while there is another machine.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 4: Borg "avoids repeating task::machine pairings that cause task or machine crashes".
 */
final class Crashes {
    private final TreeMap<Long, BitSet> machines = new TreeMap<>();
    private final BitSet down = new BitSet();
    /** Tasks that this scheduler stops. */
    private final BitSet stopped = new BitSet();

    private long pairs;

    void lost(int machine) {
        down.set(machine);
    }

    void back(int machine) {
        down.clear(machine);
    }

    /** A task is going to be stopped: it does not crash when it loses its place. */
    void stops(int task) {
        stopped.set(task);
    }

    /**
     * A task has lost its place.
     *
     * @param open whether the machine takes anything new: of one that does not, and is not down, tasks are taken on purpose
     */
    void placeLost(TaskView task, int machine, boolean open) {
        boolean onPurpose = stopped.get(task.index());
        stopped.clear(task.index());
        if (down.get(machine) || (open && !onPurpose)) {
            machines.computeIfAbsent(task.sequence(), key -> new BitSet()).set(machine);
            pairs++;
        }
    }

    void ended(TaskView task) {
        stopped.clear(task.index());
        if (!machines.isEmpty()) {
            machines.remove(task.sequence());
        }
    }

    /** Whether a machine went down under the task, or it crashed there. */
    boolean pair(TaskView task, int machine) {
        if (machines.isEmpty()) {
            return false;
        }
        BitSet of = machines.get(task.sequence());
        return of != null && of.get(machine);
    }

    /** How many pairs were noted. */
    long pairs() {
        return pairs;
    }
}

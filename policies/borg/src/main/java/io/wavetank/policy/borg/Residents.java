package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.Arrays;

/** Which tasks are on which machine, and what those of each priority hold there. Priorities are numbered as they come, from 0. */
final class Residents {
    private static final int NONE = -1;

    private final ClusterView cluster;
    private int machines;
    /** The first task on a machine. */
    private int[] first = {};
    /** What is held, by machine and number of the priority. */
    private long[] cpu = {};

    private long[] memory = {};
    private int width = 4;
    private int priorities;
    private int[] priorityAt = new int[width];
    /** How many tasks of each run. */
    private int[] running = new int[width];
    /** What they hold of the cell's cpu. */
    private long[] cellCpu = new long[width];

    private int[] next = {};
    private int[] previous = {};
    private int[] machineOf = {};
    private int[] numberOf = {};
    private long[] heldCpu = {};
    private long[] heldMemory = {};

    Residents(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** A task is on a machine from now on, whose resources it takes unless it is inside an alloc. */
    void add(TaskView task, int machine, boolean inside) {
        int index = task.index();
        TaskClass asked = task.taskClass();
        int number = number(asked.priority());
        makeRoom(index, machine);
        int other = first[machine];
        first[machine] = index;
        next[index] = other;
        previous[index] = NONE;
        if (other != NONE) {
            previous[other] = index;
        }
        machineOf[index] = machine;
        numberOf[index] = number;
        heldCpu[index] = inside ? 0 : asked.totalRequest(Resources.CPU);
        heldMemory[index] = inside ? 0 : asked.totalRequest(Resources.MEMORY);
        count(index, 1);
    }

    /** A task is on its machine no more; says whether it was on one. */
    boolean remove(int task) {
        if (task >= machineOf.length || machineOf[task] == NONE) {
            return false;
        }
        count(task, -1);
        if (previous[task] == NONE) {
            first[machineOf[task]] = next[task];
        } else {
            next[previous[task]] = next[task];
        }
        if (next[task] != NONE) {
            previous[next[task]] = previous[task];
        }
        machineOf[task] = NONE;
        return true;
    }

    private void count(int task, int sign) {
        int number = numberOf[task];
        int at = machineOf[task] * width + number;
        cpu[at] += sign * heldCpu[task];
        memory[at] += sign * heldMemory[task];
        cellCpu[number] += sign * heldCpu[task];
        running[number] += sign;
    }

    private int number(int priority) {
        for (int i = 0; i < priorities; i++) {
            if (priorityAt[i] == priority) {
                return i;
            }
        }
        if (priorities == width) {
            widen();
        }
        priorityAt[priorities] = priority;
        return priorities++;
    }

    private void widen() {
        int wider = 2 * width;
        cpu = spread(cpu, wider);
        memory = spread(memory, wider);
        priorityAt = Arrays.copyOf(priorityAt, wider);
        running = Arrays.copyOf(running, wider);
        cellCpu = Arrays.copyOf(cellCpu, wider);
        width = wider;
    }

    private long[] spread(long[] amounts, int wider) {
        long[] spread = new long[machines * wider];
        for (int machine = 0; machine < machines; machine++) {
            System.arraycopy(amounts, machine * width, spread, machine * wider, width);
        }
        return spread;
    }

    private void makeRoom(int task, int machine) {
        if (machine >= machines) {
            int from = machines;
            machines = Math.max(cluster.nodeCount(), machine + 1);
            first = Arrays.copyOf(first, machines);
            Arrays.fill(first, from, machines, NONE);
            cpu = Arrays.copyOf(cpu, machines * width);
            memory = Arrays.copyOf(memory, machines * width);
        }
        if (task >= next.length) {
            int from = next.length;
            int to = Math.max(task + 1, Math.max(64, 2 * from));
            next = Arrays.copyOf(next, to);
            previous = Arrays.copyOf(previous, to);
            machineOf = Arrays.copyOf(machineOf, to);
            Arrays.fill(machineOf, from, to, NONE);
            numberOf = Arrays.copyOf(numberOf, to);
            heldCpu = Arrays.copyOf(heldCpu, to);
            heldMemory = Arrays.copyOf(heldMemory, to);
        }
    }

    /** The first task on a machine, or -1. */
    int first(int machine) {
        return machine < machines ? first[machine] : NONE;
    }

    /** The task after this one on its machine, or -1. */
    int next(int task) {
        return next[task];
    }

    /** Whether nothing is on any machine. */
    boolean isEmpty() {
        for (int number = 0; number < priorities; number++) {
            if (running[number] > 0) {
                return false;
            }
        }
        return true;
    }

    /** The machine of a task, or -1. */
    int machine(int task) {
        return task < machineOf.length ? machineOf[task] : NONE;
    }

    /** What a task on a machine takes of its cpu. */
    long cpu(int task) {
        return heldCpu[task];
    }

    /** What a task on a machine takes of its memory. */
    long memory(int task) {
        return heldMemory[task];
    }

    /** How many priorities there were so far. */
    int priorities() {
        return priorities;
    }

    /** The priority of a number. */
    int priority(int number) {
        return priorityAt[number];
    }

    /** How many tasks of the priority of a number run. */
    int running(int number) {
        return running[number];
    }

    /** What tasks of the priority of a number hold of the cell's cpu. */
    long cellCpu(int number) {
        return cellCpu[number];
    }

    /** What tasks of the priorities of these numbers hold of a machine's cpu. */
    long cpu(int machine, int[] numbers, int count) {
        return sum(cpu, machine, numbers, count);
    }

    /** What tasks of the priorities of these numbers hold of a machine's memory. */
    long memory(int machine, int[] numbers, int count) {
        return sum(memory, machine, numbers, count);
    }

    private long sum(long[] amounts, int machine, int[] numbers, int count) {
        long sum = 0;
        if (machine < machines) {
            for (int i = 0; i < count; i++) {
                sum += amounts[machine * width + numbers[i]];
            }
        }
        return sum;
    }
}

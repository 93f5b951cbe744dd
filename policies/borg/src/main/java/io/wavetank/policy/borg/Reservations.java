package io.wavetank.policy.borg;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import java.util.Arrays;

/** What is reserved for tasks, and what of their limits is given out again on each machine: the sum over its tasks of limit less reservation. */
final class Reservations {
    /** By task, while it is on a machine; its limit at first. */
    private long[] cpu = {};

    private long[] memory = {};
    private long[] cpuLimit = {};
    private long[] memoryLimit = {};
    /** By machine: what could be given out again, and what is. */
    private long[] spareCpu = {};

    private long[] spareMemory = {};
    private long[] givenCpu = {};
    private long[] givenMemory = {};

    /** A task came to a machine, and has its limit reserved. */
    void add(int task, long cpuMillis, long memoryBytes) {
        if (task >= cpu.length) {
            int to = Math.max(task + 1, Math.max(64, 2 * cpu.length));
            cpu = Arrays.copyOf(cpu, to);
            memory = Arrays.copyOf(memory, to);
            cpuLimit = Arrays.copyOf(cpuLimit, to);
            memoryLimit = Arrays.copyOf(memoryLimit, to);
        }
        cpu[task] = cpuMillis;
        memory[task] = memoryBytes;
        cpuLimit[task] = cpuMillis;
        memoryLimit[task] = memoryBytes;
    }

    /** A task is off its machine, or asks for something else there. */
    void remove(int task, int machine) {
        reserve(task, machine, cpuLimit[task], memoryLimit[task]);
    }

    /** Reserves so much for a task from now on. */
    void reserve(int task, int machine, long cpuMillis, long memoryBytes) {
        if (cpuMillis == cpu[task] && memoryBytes == memory[task]) {
            return;
        }
        if (machine >= spareCpu.length) {
            int to = Math.max(machine + 1, 2 * spareCpu.length);
            spareCpu = Arrays.copyOf(spareCpu, to);
            spareMemory = Arrays.copyOf(spareMemory, to);
            givenCpu = Arrays.copyOf(givenCpu, to);
            givenMemory = Arrays.copyOf(givenMemory, to);
        }
        spareCpu[machine] += cpu[task] - cpuMillis;
        spareMemory[machine] += memory[task] - memoryBytes;
        cpu[task] = cpuMillis;
        memory[task] = memoryBytes;
    }

    /** Has what is spare on a machine given out again, if that is off by more than these amounts; all of it where less is spare than is given out already. */
    void settle(int machine, long smallCpu, long smallMemory, Decisions out) {
        if (machine >= spareCpu.length) {
            return;
        }
        long cpuChange = spareCpu[machine] - givenCpu[machine];
        long memoryChange = spareMemory[machine] - givenMemory[machine];
        if (cpuChange < 0 || memoryChange < 0 || cpuChange > smallCpu || memoryChange > smallMemory) {
            givenCpu[machine] += cpuChange;
            givenMemory[machine] += memoryChange;
            out.add(new Decision.Reclaim(machine, cpuChange, memoryChange));
        }
    }

    /** What is reserved for a task. */
    long cpu(int task) {
        return cpu[task];
    }

    /** What is reserved for a task. */
    long memory(int task) {
        return memory[task];
    }

    /** What is given out again of the cpu of a machine. */
    long givenCpu(int machine) {
        return machine < givenCpu.length ? givenCpu[machine] : 0;
    }

    /** What is given out again of the memory of a machine. */
    long givenMemory(int machine) {
        return machine < givenMemory.length ? givenMemory[machine] : 0;
    }
}

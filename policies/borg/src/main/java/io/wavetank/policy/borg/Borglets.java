package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.NodeColumns;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Measures what tasks use, time after time, estimates what is to be reserved for them, and deals with machines of which tasks use more than there is: of
 * memory, tasks that are not production are stopped, the lowest priority first and the last submitted first among equals, until the rest fits; of cpu,
 * those that are not production share what production leaves, in proportion to what they would use, and work the slower for it.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, sections 5.5 (reclamation: a machine that runs out has "non-prod" tasks killed or throttled, "never
 * prod ones") and 6.2 (compressible resources are throttled, others reclaimed by killing from the lowest priority up).
 */
final class Borglets {
    /** The names of {@link #shares}. */
    static final List<String> GAUGES = List.of(
            "cpu_limits_millionths",
            "cpu_reserved_millionths",
            "cpu_used_millionths",
            "memory_limits_millionths",
            "memory_reserved_millionths",
            "memory_used_millionths");

    private static final int WHOLE = 1_000_000;
    private static final double CORE_SECOND = 1000e9;

    private final ClusterView cluster;
    private final TaskUsage usage;
    private final BorgSettings settings;
    private final Residents residents;
    private final Reservations reservations;
    private final Allocs allocs;
    private final double kept;
    /** By task: at what part of its speed it works; 0 for one that was never throttled, one more than the millionths else. */
    private int[] pace = {};

    private final List<TaskView> common = new ArrayList<>();
    private final long[] killed = new long[Band.COUNT];
    // of the machine at hand
    private long usedCpu;
    private long usedMemory;
    private long prodCpu;
    private boolean anyPaced;
    // of the cell, as measured last
    private double cellUsedCpu;
    private double cellUsedMemory;
    private double cellReservedCpu;
    private double cellReservedMemory;
    private double cellLimitCpu;
    private double cellLimitMemory;
    private double cellBeyondCpu;
    // sums over time
    private double limitCoreSeconds;
    private double beyondCoreSeconds;
    private double throttledCoreSeconds;

    Borglets(
            ClusterView cluster,
            TaskUsage usage,
            BorgSettings settings,
            Residents residents,
            Reservations reservations,
            Allocs allocs) {
        this.cluster = cluster;
        this.usage = usage;
        this.settings = settings;
        this.residents = residents;
        this.reservations = reservations;
        this.allocs = allocs;
        this.kept = settings.reclamation().kept();
    }

    /** Measures all tasks, and acts on it. */
    void poll(int machines, Decisions out) {
        cellUsedCpu = 0;
        cellUsedMemory = 0;
        cellReservedCpu = 0;
        cellReservedMemory = 0;
        cellLimitCpu = 0;
        cellLimitMemory = 0;
        cellBeyondCpu = 0;
        for (int machine = 0; machine < machines; machine++) {
            if (residents.first(machine) >= 0) {
                attend(machine, out);
            }
        }
        double seconds = settings.reclamation().everyNanos() / CORE_SECOND;
        limitCoreSeconds += cellLimitCpu * seconds;
        beyondCoreSeconds += cellBeyondCpu * seconds;
    }

    private void attend(int machine, Decisions out) {
        NodeColumns columns = cluster.columns();
        long hasCpu = columns.allocatable(Resources.CPU, machine);
        long hasMemory = columns.allocatable(Resources.MEMORY, machine);
        measure(machine, out.nowNanos());
        if (settings.reclamation().enabled()) {
            double small = Math.max(0, settings.smallChange());
            reservations.settle(machine, (long) (small * hasCpu), (long) (small * hasMemory), out);
        }
        if (usedMemory > hasMemory) {
            relieve(usedMemory - hasMemory, out);
        }
        if (usedCpu > hasCpu || anyPaced) {
            pace(hasCpu, out);
        }
    }

    private void measure(int machine, long nowNanos) {
        Reclamation rules = settings.reclamation();
        common.clear();
        usedCpu = 0;
        usedMemory = 0;
        prodCpu = 0;
        anyPaced = false;
        long limitCpu = 0;
        for (int task = residents.first(machine); task >= 0; task = residents.next(task)) {
            TaskView view = cluster.task(task);
            long cpuLimit = residents.cpu(task);
            long memoryLimit = residents.memory(task);
            limitCpu += cpuLimit;
            cellLimitMemory += memoryLimit;
            if (view.held() || allocs.isAlloc(view.taskClass())) {
                cellReservedCpu += cpuLimit;
                cellReservedMemory += memoryLimit;
                continue;
            }
            long cpu = view.stopping() ? 0 : usage.cpuMillis(view, nowNanos);
            long memory = usage.memoryBytes(view, nowNanos);
            usedCpu += cpu;
            usedMemory += memory;
            if (settings.bands().of(view.taskClass().priority()).prod()) {
                prodCpu += cpu;
            } else if (!view.stopping()) {
                common.add(view);
                anyPaced |= task < pace.length && pace[task] > 0 && pace[task] != WHOLE + 1;
            }
            if (rules.enabled() && !allocs.isInside(task)) {
                boolean old = nowNanos - view.startNanos() >= Reclamation.START_UP_NANOS;
                reservations.reserve(
                        task,
                        machine,
                        rules.next(reservations.cpu(task), cpuLimit, cpu, kept, old),
                        rules.next(reservations.memory(task), memoryLimit, memory, kept, old));
                cellReservedCpu += reservations.cpu(task);
                cellReservedMemory += reservations.memory(task);
            }
        }
        cellUsedCpu += usedCpu;
        cellUsedMemory += usedMemory;
        cellLimitCpu += limitCpu;
        cellBeyondCpu += Math.max(0, limitCpu - cluster.columns().allocatable(Resources.CPU, machine));
    }

    /** Stops tasks that are not production until so much less memory is used. */
    private void relieve(long tooMuch, Decisions out) {
        common.sort(Preemption.ORDER);
        long left = tooMuch;
        for (int i = 0; i < common.size() && left > 0; i++) {
            TaskView task = common.get(i);
            left -= usage.memoryBytes(task, out.nowNanos());
            usedCpu -= usage.cpuMillis(task, out.nowNanos());
            killed[settings.bands().of(task.taskClass().priority()).number()]++;
            out.add(new Decision.Evict(task.index(), EvictionCause.SHORTAGE, 0, "its machine ran out of memory"));
            common.set(i, null);
        }
        common.removeIf(each -> each == null);
    }

    /** Has tasks that are not production work at the speed that what production leaves allows. */
    private void pace(long hasCpu, Decisions out) {
        long wanted = usedCpu - prodCpu;
        long left = Math.max(0, hasCpu - prodCpu);
        int part = wanted <= left ? WHOLE : (int) ((double) WHOLE * left / wanted);
        throttledCoreSeconds +=
                Math.max(0, wanted - left) * (settings.reclamation().everyNanos() / CORE_SECOND);
        for (TaskView task : common) {
            int index = task.index();
            if (index >= pace.length) {
                pace = Arrays.copyOf(pace, Math.max(index + 1, Math.max(64, 2 * pace.length)));
            }
            int before = pace[index] == 0 ? WHOLE : pace[index] - 1;
            if (part != before) {
                pace[index] = part + 1;
                out.add(new Decision.Throttle(index, part));
            }
        }
    }

    /** A task came to a machine, where it works at full speed. */
    void started(int task) {
        if (task < pace.length) {
            pace[task] = 0;
        }
    }

    /**
     * Counts: the core seconds that tasks on machines asked for, what of that was more than their machines have (and so ran in reclaimed resources), and
     * what they would have used and did not get; and how many were stopped because their machine had run out of memory.
     */
    void count(SortedMap<String, Long> counts) {
        counts.put("core_seconds_of_limits", (long) limitCoreSeconds);
        counts.put("core_seconds_in_reclaimed", (long) beyondCoreSeconds);
        counts.put("core_seconds_throttled", (long) throttledCoreSeconds);
        for (int i = 0; i < Band.COUNT; i++) {
            if (!Band.at(i).prod()) {
                counts.put("out_of_memory." + Band.at(i).word(), killed[i]);
            }
        }
    }

    /** Cpu and memory asked for, reserved and used, each as millionths of what the cell has; as measured last. */
    long[] shares(double cpu, double memory) {
        double[] cell = {cellLimitCpu, cellReservedCpu, cellUsedCpu, cellLimitMemory, cellReservedMemory, cellUsedMemory
        };
        long[] shares = new long[cell.length];
        for (int i = 0; i < cell.length; i++) {
            double all = i < cell.length / 2 ? cpu : memory;
            shares[i] = all == 0 ? 0 : (long) (1e6 * cell[i] / all);
        }
        return shares;
    }
}

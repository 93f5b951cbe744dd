package io.wavetank.workload.openb;

import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.TraceTotals;
import java.util.LinkedHashMap;

/** Counts pods by what they ask for and by how far they came. */
final class PodTotals {
    private static final int SINGLE_WHOLE = 1000;

    private long pods;
    private long cpuOnly;
    private long shared;
    private final long[] byGpus = new long[9];
    private long otherGpus;
    private long constrained;
    private long gpuMillis;
    private long cpuMillis;
    private long memoryMib;
    private long unscheduled;
    private long running;
    private long succeeded;
    private long failed;
    private long pending;
    private long otherPhase;
    private String runPhase = "";
    private long runPods;
    private long firstCreated = Long.MAX_VALUE;
    private long lastCreated = Long.MIN_VALUE;

    void pod(
            Lines lines,
            long cpu,
            long memory,
            int gpus,
            int millisEach,
            boolean namesModels,
            String phase,
            boolean scheduled,
            long createdNanos)
            throws TraceFormatException {
        pods++;
        if (gpus == 0) {
            cpuOnly++;
        } else if (millisEach < SINGLE_WHOLE) {
            shared++;
        } else if (gpus < byGpus.length) {
            byGpus[gpus]++;
        } else {
            otherGpus++;
        }
        constrained += namesModels ? 1 : 0;
        gpuMillis += (long) gpus * millisEach;
        cpuMillis = TraceTotals.add(cpuMillis, cpu, lines, "cpu_milli");
        memoryMib = TraceTotals.add(memoryMib, memory, lines, "memory_mib");
        unscheduled += scheduled ? 0 : 1;
        if (!phase.equals(runPhase)) {
            settlePhases();
            runPhase = phase;
        }
        runPods++;
        firstCreated = Math.min(firstCreated, createdNanos);
        lastCreated = Math.max(lastCreated, createdNanos);
    }

    /** Adds the pods of one phase that came one after another; most are of the phase of the one before. */
    private void settlePhases() {
        switch (runPhase) {
            case "Running" -> running += runPods;
            case "Succeeded" -> succeeded += runPods;
            case "Failed" -> failed += runPods;
            case "Pending" -> pending += runPods;
            default -> otherPhase += runPods;
        }
        runPods = 0;
    }

    long gpuPods() {
        return pods - cpuOnly;
    }

    long constrained() {
        return constrained;
    }

    TraceTotals result() {
        settlePhases();
        var values = new LinkedHashMap<String, Long>();
        values.put("pods", pods);
        values.put("pods_cpu_only", cpuOnly);
        values.put("pods_shared_gpu", shared);
        values.put("pods_1_gpu", byGpus[1]);
        values.put("pods_2_gpus", byGpus[2]);
        values.put("pods_4_gpus", byGpus[4]);
        values.put("pods_8_gpus", byGpus[8]);
        values.put("pods_other_gpus", otherGpus + byGpus[3] + byGpus[5] + byGpus[6] + byGpus[7]);
        values.put("pods_gpu_models_named", constrained);
        values.put("gpu_millis", gpuMillis);
        values.put("cpu_millis", cpuMillis);
        values.put("memory_mib", memoryMib);
        values.put("phase_running", running);
        values.put("phase_succeeded", succeeded);
        values.put("phase_failed", failed);
        values.put("phase_pending", pending);
        values.put("phase_other", otherPhase);
        values.put("scheduled_time_empty", unscheduled);
        values.put("first_creation_s", pods == 0 ? 0 : firstCreated / 1_000_000_000);
        values.put("last_creation_s", pods == 0 ? 0 : lastCreated / 1_000_000_000);
        return new TraceTotals(values);
    }
}

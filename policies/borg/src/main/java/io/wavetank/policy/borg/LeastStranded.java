package io.wavetank.policy.borg;

/**
 * The hybrid that keeps resources from being stranded: what is free of one resource on a machine is of no use once another is used up.
 *
 * <p>{@code stranded = |free cpu - free memory|} in shares of the machine: what would be left of one if the rest of the machine were filled with
 * tasks that ask for both alike. {@code score = 1 - (stranded after - stranded before) - (free cpu + free memory after) / 4}: it prefers the machine
 * whose balance gains most, and among like machines the fuller.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 3.2, says what the scoring of Borg is for ("tries to reduce the amount of stranded
 * resources") and that it lies between best fit and E-PVM; the formula is not published and is ours.
 */
final class LeastStranded implements Packing {
    @Override
    public int score(int freeCpu, int freeMemory, int cpu, int memory) {
        int cpuAfter = freeCpu - cpu;
        int memoryAfter = freeMemory - memory;
        int gained = Math.abs(freeCpu - freeMemory) - Math.abs(cpuAfter - memoryAfter);
        return WHOLE + gained - (cpuAfter + memoryAfter) / 4;
    }
}

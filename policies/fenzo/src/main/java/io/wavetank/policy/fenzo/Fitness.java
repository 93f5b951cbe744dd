package io.wavetank.policy.fenzo;

import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import com.netflix.fenzo.plugins.SpreadingFitnessCalculators;
import java.util.Arrays;

/** Fenzo's fitness calculators, by their names. */
enum Fitness {
    CPU_PACKER("cpuBinPacker"),
    MEMORY_PACKER("memoryBinPacker"),
    CPU_MEMORY_PACKER("cpuMemBinPacker"),
    CPU_SPREADER("cpuSpreader"),
    MEMORY_SPREADER("memorySpreader"),
    CPU_MEMORY_SPREADER("cpuMemSpreader");

    private final String fenzoName;

    Fitness(String fenzoName) {
        this.fenzoName = fenzoName;
    }

    static String[] names() {
        return Arrays.stream(values()).map(each -> each.fenzoName).toArray(String[]::new);
    }

    static Fitness named(String name) {
        for (Fitness each : values()) {
            if (each.fenzoName.equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("No fitness calculator of Fenzo's: " + name);
    }

    /** Fenzo's own. Asked for only when a run begins, so that the table can be read without Fenzo. */
    VMTaskFitnessCalculator calculator() {
        return switch (this) {
            case CPU_PACKER -> BinPackingFitnessCalculators.cpuBinPacker;
            case MEMORY_PACKER -> BinPackingFitnessCalculators.memoryBinPacker;
            case CPU_MEMORY_PACKER -> BinPackingFitnessCalculators.cpuMemBinPacker;
            case CPU_SPREADER -> SpreadingFitnessCalculators.cpuSpreader;
            case MEMORY_SPREADER -> SpreadingFitnessCalculators.memorySpreader;
            case CPU_MEMORY_SPREADER -> SpreadingFitnessCalculators.cpuMemSpreader;
        };
    }
}

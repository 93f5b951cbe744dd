package io.wavetank.workload.openb;

import io.wavetank.policy.TaskClass;
import org.jspecify.annotations.Nullable;

/** What pods of late asked for, with the classes made of it: found without making an object to look with, in little enough memory to stay near. */
final class RecentRequests {
    private static final int SLOTS = 1 << 10;

    /** In so many places a request is looked for. */
    private static final int PROBES = 4;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final long[] numbers = new long[2 * SLOTS];
    private final String[] texts = new String[2 * SLOTS];
    private final @Nullable TaskClass[] classes = new @Nullable TaskClass[SLOTS];
    private int free;

    /** Returns the class of what was asked for of late; null if it was not. GPUs and their thousandths are at most 2^10, memory is at most 2^43. */
    @Nullable
    TaskClass find(long cpu, long memoryMib, int gpus, int millis, String models, String quality) {
        long rest = memoryMib << 20 | (long) gpus << 10 | millis;
        int slot = (int) ((((cpu * 31 + rest) * 31 + models.length() * 8L + quality.length()) * GOLDEN_RATIO) >>> 32)
                & (SLOTS - 1);
        for (int probe = 0; probe < PROBES; probe++) {
            int at = slot ^ probe;
            TaskClass known = classes[at];
            if (known == null) {
                free = at;
                return null;
            }
            if (numbers[2 * at] == cpu
                    && numbers[2 * at + 1] == rest
                    && texts[2 * at].equals(models)
                    && texts[2 * at + 1].equals(quality)) {
                return known;
            }
        }
        free = slot;
        return null;
    }

    /** Keeps what was just looked for and not found. */
    void keep(long cpu, long memoryMib, int gpus, int millis, String models, String quality, TaskClass made) {
        numbers[2 * free] = cpu;
        numbers[2 * free + 1] = memoryMib << 20 | (long) gpus << 10 | millis;
        texts[2 * free] = models;
        texts[2 * free + 1] = quality;
        classes[free] = made;
    }
}

package io.wavetank.sim;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What controllers have arranged to do later, by slot. */
public final class Reminders {
    private @Nullable Reminder[] slots = new @Nullable Reminder[64];
    private int[] free = new int[64];
    private int freeCount;
    private int highest;

    /** Something to be done. */
    @FunctionalInterface
    public interface Reminder {
        /** Does it. */
        void due(long nowNanos) throws IOException;
    }

    /** Keeps a reminder and returns its slot. */
    public int keep(Reminder reminder) {
        int slot = freeCount > 0 ? free[--freeCount] : highest++;
        if (slot == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        slots[slot] = reminder;
        return slot;
    }

    /** Takes a reminder out; its slot may be given to another. */
    public Reminder take(int slot) {
        Reminder reminder = slots[slot];
        if (reminder == null) {
            throw new IllegalStateException("Nothing is arranged in slot " + slot);
        }
        slots[slot] = null;
        free[freeCount++] = slot;
        return reminder;
    }
}

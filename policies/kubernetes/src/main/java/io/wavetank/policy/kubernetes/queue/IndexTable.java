package io.wavetank.policy.kubernetes.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A table by small non-negative numbers that grows as needed. */
final class IndexTable<T> {
    private @Nullable T[] values = none();

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T[] none() {
        return (T[]) new Object[64];
    }

    @Nullable
    T get(int index) {
        return index < values.length ? values[index] : null;
    }

    void put(int index, @Nullable T value) {
        if (index >= values.length) {
            if (value == null) {
                return;
            }
            values = Arrays.copyOf(values, Math.max(index + 1, 2 * values.length));
        }
        values[index] = value;
    }
}

package io.wavetank.policy;

import org.jspecify.annotations.Nullable;

/**
 * A task's consent to run on a node in spite of a {@link Taint}.
 *
 * @param key the taint's key; null tolerates every key
 * @param value the taint's value; null tolerates every value (Kubernetes' operator {@code Exists})
 * @param effect the taint's effect; null tolerates every effect
 * @param seconds for how long a running task bears a taint of the effect {@link Taint.Effect#NO_EXECUTE}; null for ever
 */
public record Toleration(
        @Nullable String key,
        @Nullable String value,
        Taint.@Nullable Effect effect,
        @Nullable Long seconds) {
    /** A consent for ever. */
    public Toleration(@Nullable String key, @Nullable String value, Taint.@Nullable Effect effect) {
        this(key, value, effect, null);
    }

    /** Whether this consent covers the taint. */
    public boolean tolerates(Taint taint) {
        return (effect == null || effect == taint.effect())
                && (key == null || key.equals(taint.key()))
                && (value == null || value.equals(taint.value()));
    }
}

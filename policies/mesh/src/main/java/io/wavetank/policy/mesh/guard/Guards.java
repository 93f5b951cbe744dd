package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallPolicy;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** How guards are made of options. The parts check their numbers themselves. */
final class Guards {
    private Guards() {}

    /** A guard whose part each client side has for itself; one is made at once, which complains if the options will not do. */
    static <T> CallGuard.Factory each(Supplier<T> part, BiConsumer<CallPolicy.Builder, T> addition) {
        Objects.requireNonNull(part.get(), "part");
        return () -> (policy, now, draws) -> addition.accept(policy, part.get());
    }

    static int integer(PolicyOptions options, String name) {
        return options.integer(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static double number(PolicyOptions options, String name) {
        return options.number(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}

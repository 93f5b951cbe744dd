package io.wavetank.policy.recovery;

import io.wavetank.policy.Draws;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.failover.FailoverView;
import java.util.List;
import java.util.function.BiFunction;

/** Makes policies with these traits, that go by these labels of nodes. */
record Maker(BiFunction<FailoverView, Draws, FailoverPolicy> make, FailoverTraits traits, List<String> nodeLabels)
        implements FailoverPolicy.Factory {
    Maker(BiFunction<FailoverView, Draws, FailoverPolicy> make, FailoverTraits traits) {
        this(make, traits, traits.spreadOver().isEmpty() ? List.of() : List.of(traits.spreadOver()));
    }

    @Override
    public FailoverPolicy create(FailoverView service, Draws draws) {
        return make.apply(service, draws);
    }
}

package io.wavetank.policy.recovery;

import io.wavetank.policy.Draws;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.failover.FailoverView;
import java.util.function.BiFunction;

/** Makes policies with these traits. */
record Maker(BiFunction<FailoverView, Draws, FailoverPolicy> make, FailoverTraits traits)
        implements FailoverPolicy.Factory {
    @Override
    public FailoverPolicy create(FailoverView service, Draws draws) {
        return make.apply(service, draws);
    }
}

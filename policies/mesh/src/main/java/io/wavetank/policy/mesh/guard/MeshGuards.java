package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.traffic.GuardEntry;
import io.wavetank.policy.traffic.GuardFamily;
import java.util.List;
import java.util.stream.Stream;

/** What callers can do about failures and overload: the tables of this package, one behind the other. */
public final class MeshGuards implements GuardFamily {
    private static final List<GuardEntry> GUARDS = Stream.of(
                    RetryGuards.ROWS, BoundGuards.ROWS, RateGuards.ROWS, SheddingGuards.ROWS, TailGuards.ROWS)
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "mesh";
    }

    @Override
    public String summary() {
        return "what callers do about failures and overload, as Envoy, Resilience4j, Finagle and gRPC do";
    }

    @Override
    public List<GuardEntry> guards() {
        return GUARDS;
    }
}

package io.wavetank.sim.traffic;

import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Step;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link OperationSpec} as it is carried out: all that a try asks for at each step is at hand, and known to be allowed or not. */
final class Operation {
    /** The most steps that there may be: draws of a try are told apart by the step. */
    static final int STEPS_MAX = (1 << Serving.STEP_BITS) - 2;

    final Service service;
    final int steps;
    final double failureProbability;
    private final boolean allowedFromOutside;
    /** By step: how much is computed, or null where calls are made. */
    private final @Nullable ServiceTime[] work;
    /** By step: the calls that are made. */
    private final Outgoing[][] calls;
    /** By step: what the proxies take of its work, in nanoseconds; null if no service has any. */
    private final double @Nullable [] proxyNanos;

    /**
     * A call that an operation makes.
     *
     * @param operation what is called
     * @param probability how likely it is made
     * @param flags see {@link Call}
     */
    record Outgoing(Operation operation, double probability, byte flags) {
        boolean awaited() {
            return (flags & Call.AWAITED) != 0;
        }
    }

    private Operation(OperationSpec spec, List<Step> all, Service service, double @Nullable [] proxyNanos) {
        if (all.size() > STEPS_MAX) {
            throw new IllegalArgumentException("Operation " + spec.name() + " has more than " + STEPS_MAX + " steps");
        }
        this.service = service;
        this.steps = all.size();
        this.failureProbability = spec.failureProbability();
        AccessSpec access = service.spec.extras().access();
        this.allowedFromOutside = access == null || access.outside();
        this.work = new @Nullable ServiceTime[steps];
        this.calls = new Outgoing[steps][0];
        this.proxyNanos = proxyNanos;
        for (int i = 0; i < steps; i++) {
            work[i] = all.get(i) instanceof Work each ? each.time() : null;
        }
    }

    /** All operations of a specification, by number. */
    static Operation[] all(TrafficSpec spec, List<Service> services) {
        double[][] proxied = ProxyWork.of(spec);
        var operations = new Operation[spec.operations().size()];
        for (int i = 0; i < operations.length; i++) {
            OperationSpec each = spec.operations().get(i);
            operations[i] = new Operation(
                    each,
                    ProxyWork.steps(spec, each),
                    services.get(each.service()),
                    proxied == null ? null : proxied[i]);
        }
        for (int i = 0; i < operations.length; i++) {
            operations[i].connect(ProxyWork.steps(spec, spec.operations().get(i)), operations);
        }
        return operations;
    }

    private void connect(List<Step> all, Operation[] operations) {
        for (int i = 0; i < steps; i++) {
            if (all.get(i) instanceof Calls each) {
                calls[i] = each.calls().stream()
                        .map(call -> outgoing(call, operations[call.operation()]))
                        .toArray(Outgoing[]::new);
            }
        }
    }

    private Outgoing outgoing(CallSpec call, Operation called) {
        AccessSpec access = called.service.spec.extras().access();
        boolean refused = access != null && !access.allows(service.number);
        int flags = (call.awaited() ? Call.AWAITED : 0)
                | (call.optional() ? Call.OPTIONAL : 0)
                | (refused ? Call.NOT_ALLOWED : 0);
        return new Outgoing(called, call.probability(), (byte) flags);
    }

    /** How much is computed in a step, or null if calls are made. */
    @Nullable
    ServiceTime work(int step) {
        return work[step];
    }

    /** The calls that are made in a step. */
    Outgoing[] calls(int step) {
        return calls[step];
    }

    /** Whether it may be called from outside. */
    boolean isAllowedFromOutside() {
        return allowedFromOutside;
    }

    /** Whether proxies take part of its work, and of that of the other operations. */
    boolean hasProxies() {
        return proxyNanos != null;
    }

    /** What proxies take of the work of a step, in nanoseconds at speed 1. */
    double proxyNanos(int step) {
        return proxyNanos == null ? 0 : proxyNanos[step];
    }
}

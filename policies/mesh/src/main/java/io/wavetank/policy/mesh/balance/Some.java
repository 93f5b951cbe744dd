package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import org.jspecify.annotations.Nullable;

/**
 * Another balancer over some of the endpoints: those that a rule takes whenever the list changes. All of them, if the rule says so, at no cost.
 */
public final class Some implements LoadBalancer {
    private final LoadBalancer inner;
    private final Rule rule;
    private @Nullable Part part;
    private boolean all = true;

    /** Which endpoints are taken. */
    @FunctionalInterface
    interface Rule {
        /** Adds the numbers of those that are taken in ascending order, or answers that all are. */
        boolean takesAll(Endpoints endpoints, Part into);
    }

    Some(LoadBalancer inner, Rule rule) {
        this.inner = inner;
        this.rule = rule;
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        var taken = new Part(endpoints);
        all = rule.takesAll(endpoints, taken);
        part = all ? null : taken;
        inner.endpointsChanged(all ? endpoints : taken);
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        Part some = part;
        if (all || some == null) {
            return inner.pick(endpoints, draw);
        }
        int picked = inner.pick(some.of(endpoints), draw);
        return picked == NONE ? NONE : some.member(picked);
    }

    @Override
    public boolean wantsClients() {
        return inner.wantsClients();
    }

    @Override
    public boolean wantsAnswers() {
        return inner.wantsAnswers();
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        Part some = part;
        if (all || some == null) {
            inner.answered(endpoints, endpoint, latencyNanos, ok);
        } else if (some.indexOf(endpoint) >= 0) {
            inner.answered(some.of(endpoints), some.indexOf(endpoint), latencyNanos, ok);
        }
    }
}

package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import org.jspecify.annotations.Nullable;

/**
 * A service, apart from how many replicas it has and where.
 *
 * <p>A replica serves up to {@code workers} requests at once, each held from its start to its answer, also while it waits for others; those
 * beyond wait in the order of their coming, up to {@code queueLimit}, and what comes on top is refused. Those that compute share
 * {@code cores} equally, no one of them with more than one core. So one worker is a queue first in, first out; as many workers as cores are
 * a pool; workers without bound are processor sharing.
 *
 * @param name what reports call it
 * @param workers 1 or more
 * @param queueLimit 0 or more
 * @param cores above 0
 * @param quota how the kernel enforces a limit below the cores; null if it does not
 * @param balancer routes the requests to its replicas, one instance for each client side
 * @param sides who routes: one for all callers, or each calling replica
 * @param policies what guards the calls to it; null for nothing
 * @param propagation how late client sides hear of changes of its endpoints
 * @param extras what it has on top
 */
public record ServiceSpec(
        String name,
        int workers,
        int queueLimit,
        double cores,
        @Nullable CpuQuota quota,
        LoadBalancer.Factory balancer,
        Sides sides,
        CallPolicy.@Nullable Factory policies,
        Propagation propagation,
        ServiceExtras extras) {
    /** No bound on workers or places in the queue. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Who routes. */
    public enum Sides {
        /** One balancer that all requests pass. */
        CENTRAL,
        /** A balancer beside each caller. */
        EACH_CALLER
    }

    /** Checks the ranges. */
    public ServiceSpec {
        if (workers < 1 || queueLimit < 0 || !(cores > 0)) {
            throw new IllegalArgumentException(
                    "Service " + name + " needs 1 or more workers, a queue limit of 0 or more and cores above 0: "
                            + workers + ", " + queueLimit + ", " + cores);
        }
    }

    /** A service that has nothing on top. */
    public ServiceSpec(
            String name,
            int workers,
            int queueLimit,
            double cores,
            @Nullable CpuQuota quota,
            LoadBalancer.Factory balancer,
            Sides sides,
            CallPolicy.@Nullable Factory policies,
            Propagation propagation) {
        this(name, workers, queueLimit, cores, quota, balancer, sides, policies, propagation, ServiceExtras.NONE);
    }

    /** Requests in turn, so many at once, through one balancer that hears of everything at once. */
    public static ServiceSpec pool(String name, int workers, LoadBalancer.Factory balancer) {
        return new ServiceSpec(
                name, workers, UNBOUNDED, workers, null, balancer, Sides.CENTRAL, null, Propagation.AT_ONCE);
    }

    /** Requests that share one core. */
    public static ServiceSpec sharing(String name, LoadBalancer.Factory balancer) {
        return new ServiceSpec(name, UNBOUNDED, 0, 1, null, balancer, Sides.CENTRAL, null, Propagation.AT_ONCE);
    }

    /** A service whose calls nothing guards. */
    public static ServiceSpec unguarded(
            String name,
            int workers,
            int queueLimit,
            double cores,
            @Nullable CpuQuota quota,
            LoadBalancer.Factory balancer,
            Sides sides,
            Propagation propagation) {
        return new ServiceSpec(name, workers, queueLimit, cores, quota, balancer, sides, null, propagation);
    }

    /** The same with a bound on the queue. */
    public ServiceSpec withQueueLimit(int limit) {
        return new ServiceSpec(name, workers, limit, cores, quota, balancer, sides, policies, propagation, extras);
    }

    /** The same with calls guarded. */
    public ServiceSpec withPolicies(CallPolicy.Factory factory) {
        return new ServiceSpec(name, workers, queueLimit, cores, quota, balancer, sides, factory, propagation, extras);
    }

    /** The same with a limit enforced by periods. */
    public ServiceSpec withQuota(CpuQuota limit) {
        return new ServiceSpec(name, workers, queueLimit, cores, limit, balancer, sides, policies, propagation, extras);
    }

    /** The same with others who route. */
    public ServiceSpec routedBy(Sides others) {
        return new ServiceSpec(
                name, workers, queueLimit, cores, quota, balancer, others, policies, propagation, extras);
    }

    /** The same with news of endpoints on another way. */
    public ServiceSpec withPropagation(Propagation way) {
        return new ServiceSpec(name, workers, queueLimit, cores, quota, balancer, sides, policies, way, extras);
    }

    /** The same with more on top. */
    public ServiceSpec with(ServiceExtras more) {
        return new ServiceSpec(name, workers, queueLimit, cores, quota, balancer, sides, policies, propagation, more);
    }
}

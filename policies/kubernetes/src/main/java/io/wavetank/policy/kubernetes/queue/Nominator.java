package io.wavetank.policy.kubernetes.queue;

/**
 * Whoever remembers which node waiting pods were promised when others were evicted for them. The queue tells it when a promise lapses; putting a
 * pod back or moving it about changes nothing.
 *
 * <p>Source: Kubernetes 1.26, {@code nominator} in {@code pkg/scheduler/internal/queue/scheduling_queue.go}.
 *
 * @param <P> what the caller knows of a pod
 */
public interface Nominator<P extends PendingPod> {
    /** The pod no longer waits for a node, or no longer deserves it: it is assumed, bound or gone, or its attempt ended with an error. */
    void forget(P pod);

    /** The pod has changed; what it was promised still holds. */
    void replace(P before, P after);

    /** Returns one for a scheduler without preemption. */
    static <P extends PendingPod> Nominator<P> none() {
        return new Nominator<>() {
            @Override
            public void forget(P pod) {}

            @Override
            public void replace(P before, P after) {}
        };
    }
}

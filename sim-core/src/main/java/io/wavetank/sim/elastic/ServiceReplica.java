package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.RunListener.ClusterMoment;
import io.wavetank.sim.replica.Replica;
import java.io.IOException;

/** A replica of a service that has no versions. A task that lost its place and waits again is another replica, with a number of its own. */
final class ServiceReplica extends Replica {
    private final ReplicaSet set;
    /** Whether its node is known to be lost. */
    boolean silent;
    /** Whether it is up on such a node. */
    boolean well;

    ServiceReplica(ReplicaSet set, long number, long createdNanos, TaskClass taskClass) {
        super(number, createdNanos, taskClass);
        this.set = set;
    }

    @Override
    protected void roleChanged(long nowNanos) {
        set.roleChanged(nowNanos, this);
    }

    @Override
    protected void started(long nowNanos, int node) {
        set.started(nowNanos, this, node);
    }

    @Override
    protected void crashed(long nowNanos) {
        processEnds();
        set.unready(nowNanos, this);
    }

    @Override
    protected void halting(long nowNanos) {
        stop();
        set.unready(nowNanos, this);
    }

    @Override
    protected void lostPlace(long nowNanos) {
        set.lostPlace(nowNanos, this);
    }

    @Override
    protected void gone(long nowNanos) {
        set.gone(nowNanos, this);
    }

    @Override
    public boolean drain(long nowNanos, boolean atOnce) throws IOException {
        return set.drain(nowNanos, this, atOnce);
    }

    @Override
    public void vanish(long nowNanos) {
        lose();
        set.vanish(nowNanos, this);
    }

    /** Its node is heard of. */
    void hears() {
        setHeard(true);
        silent = false;
        well = false;
    }

    /** What happens to its node happens to it. */
    void nodeChanged(long nowNanos, ClusterMoment moment) {
        if (moment == ClusterMoment.NODE_DOWN) {
            vanish(nowNanos);
        } else if (moment == ClusterMoment.NODE_CUT_OFF) {
            setHeard(false);
        } else if (moment == ClusterMoment.NODE_LOST) {
            set.nodeLost(nowNanos, this);
        } else if (moment == ClusterMoment.NODE_UP) {
            set.nodeBack(nowNanos, this);
        }
    }
}

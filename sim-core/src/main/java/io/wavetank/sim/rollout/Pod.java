package io.wavetank.sim.rollout;

import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.scenario.RolloutSpec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A replica that has a version and is checked. One that loses its place waits for another as the same pod. */
final class Pod extends Replica implements RolledPod {
    private final RolledService service;
    private final String name;
    final RolloutSpec.Version version;
    private final int slot;
    /** The replica of the traffic that it is; -1 for none. */
    int replica = -1;

    boolean listening;
    /** Whether its kubelet finds it up, whoever hears of that. */
    boolean well;

    /** How often its process was killed for want of memory as far as its kubelet has found out, and whether its container does not run again yet. */
    int kills;

    boolean killed;
    /** Whether it has come to its node that it is to stop. */
    boolean terminates;

    private boolean endpoint;
    private boolean counted;
    boolean failed;
    int restarts;
    /** How often in a row, without a long run between. */
    int restartsInRow;

    @Nullable
    HealthCheck checks;

    Pod(String name, RolledService service, RolloutSpec.Version version, int slot, long number, long createdNanos) {
        super(number, createdNanos, version.taskClass());
        this.name = name;
        this.service = service;
        this.version = version;
        this.slot = slot;
    }

    /** Its process is no more. */
    void ends(long now) {
        nextLife();
        processEnds();
        listening = false;
        well = false;
        killed = false;
        down(now);
        setEndpoint(now, false);
        checks = null;
    }

    /** Requests are to come to it from now on, or none are; says whether that is something new. */
    boolean setEndpoint(long now, boolean value) {
        boolean changes = endpoint != value;
        endpoint = value;
        count(now);
        return changes;
    }

    private void count(long now) {
        boolean takes = endpoint && isReached();
        if (takes != counted) {
            counted = takes;
            service.counts(now, this, takes);
        }
    }

    @Override
    protected void roleChanged(long now) {
        service.route(now);
    }

    @Override
    protected void started(long now, int node) throws IOException {
        service.lives().placed(now, this, node);
    }

    @Override
    protected void crashed(long now) throws IOException {
        service.lives().crashed(now, this);
    }

    @Override
    protected void halting(long now) {
        down(now);
        service.changed(now);
    }

    @Override
    protected void lostPlace(long now) throws IOException {
        service.lives().lost(now, this);
    }

    @Override
    protected void gone(long now) {
        ends(now);
        become(-1);
        service.gone(now, this);
    }

    /** Nothing of it goes on; that it is ready stands until its node is known to be lost. */
    @Override
    public void vanish(long now) {
        nextLife();
        well = false;
        listening = false;
        checks = null;
        lose();
        count(now);
    }

    @Override
    public boolean drain(long now, boolean atOnce) throws IOException {
        return service.drain(now, this, atOnce);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version.name();
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public long readySinceNanos() {
        return readyChangedNanos();
    }

    @Override
    public int restarts() {
        return restarts;
    }

    @Override
    public boolean leaving() {
        return stopping();
    }

    @Override
    public boolean failed() {
        return failed;
    }
}

package io.wavetank.sim.rollout;

import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.sim.scenario.RolloutSpec;
import org.jspecify.annotations.Nullable;

/** One pod. One that loses its place waits for another as the same pod. */
final class Pod implements RolledPod {
    final String name;
    final RolledService service;
    final RolloutSpec.Version version;
    final int slot;
    final long number;
    int task = -1;
    int node = -1;
    /** The replica of the traffic that it is; -1 for none. */
    int replica = -1;

    boolean running;
    boolean listening;
    boolean ready;
    boolean endpoint;
    boolean leaving;
    boolean failed;
    int restarts;
    /** Grows with each start and each end of its process: what was arranged for an earlier one is void. */
    int life;

    @Nullable
    HealthCheck checks;

    long createdNanos;
    private long readySinceNanos;
    /** Tries that its replicas had not accepted when it was told to stop. */
    long refusedAtStop = -1;

    Pod(String name, RolledService service, RolloutSpec.Version version, int slot, long number, long createdNanos) {
        this.name = name;
        this.service = service;
        this.version = version;
        this.slot = slot;
        this.number = number;
        this.createdNanos = createdNanos;
    }

    void up(long now) {
        ready = true;
        readySinceNanos = now;
    }

    /** Its process is no more. */
    void down() {
        life++;
        running = false;
        listening = false;
        ready = false;
        endpoint = false;
        checks = null;
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
    public long createdNanos() {
        return createdNanos;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public long readySinceNanos() {
        return readySinceNanos;
    }

    @Override
    public int restarts() {
        return restarts;
    }

    @Override
    public boolean leaving() {
        return leaving;
    }

    @Override
    public boolean failed() {
        return failed;
    }
}

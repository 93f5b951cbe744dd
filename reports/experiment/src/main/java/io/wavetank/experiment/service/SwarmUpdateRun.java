package io.wavetank.experiment.service;

import io.wavetank.experiment.service.RolloutLog.Kind;
import io.wavetank.policy.swarm.health.DockerHealthCheck;
import io.wavetank.policy.swarm.rollout.ServiceUpdate;
import io.wavetank.policy.swarm.rollout.UpdateAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.sim.traffic.Place;
import io.wavetank.sim.traffic.TrafficLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Swarm service under load: its update is decided slot by slot and carried out on the replicas of a run of traffic.
 *
 * <p>A task runs its process, boots, and counts as running when its health check says so, or at once where it has none; then it is an endpoint. One that is
 * told to stop is taken off the endpoints and accepts no connections from then on; it ends when its requests are done or its grace is over. A task that is
 * found unhealthy ends, and its slot gets another of the same version after the restart delay.
 */
final class SwarmUpdateRun {
    private static final long RESTART_DELAY_NANOS = 5_000_000_000L;
    private static final long DRAIN_LOOK_NANOS = 10_000_000L;

    private static final class Task {
        private final String name;
        private final int slot;
        private final long version;
        private final int replica;
        private @Nullable HealthCheck check;
        private boolean listening;
        private boolean running;
        private boolean stopped;
        private boolean ended;

        Task(String name, int slot, long version, int replica) {
            this.name = name;
            this.slot = slot;
            this.version = version;
            this.replica = replica;
        }
    }

    private final TrafficLoop traffic;
    private final Timers timers;
    private final LongFunction<PodLifecycle> lives;
    private final DockerHealthCheck.@Nullable Settings health;
    private final int slots;
    private final List<Task> tasks = new ArrayList<>();
    private final RolloutLog log = new RolloutLog();
    private @Nullable ServiceUpdate update;
    private int made;

    /**
     * Creates one with all its tasks running.
     *
     * @param traffic whose first service it is
     * @param slots how many tasks it has
     * @param lives how the tasks of a version live; their probes and preStop are of no account
     * @param health how they are checked, or null
     */
    SwarmUpdateRun(
            TrafficLoop traffic,
            int slots,
            LongFunction<PodLifecycle> lives,
            DockerHealthCheck.@Nullable Settings health) {
        this.traffic = traffic;
        this.timers = new Timers(traffic);
        this.lives = lives;
        this.health = health;
        this.slots = slots;
        for (int slot = 1; slot <= slots; slot++) {
            Task task = make(slot, 1);
            task.listening = true;
            traffic.fleet().setListening(task.replica, true);
            run(task);
        }
    }

    RolloutLog log() {
        return log;
    }

    ServiceUpdate.Stage stage() {
        if (update == null) {
            throw new IllegalStateException("No update has begun");
        }
        return update.stage();
    }

    long runningOf(long version) {
        return tasks.stream()
                .filter(task -> task.running && !task.stopped && task.version == version)
                .count();
    }

    /** At an instant an update of all slots begins. */
    void updateAt(long nanos, UpdateConfig config, UpdateConfig rollback) {
        timers.at(nanos, () -> {
            log.add(nanos, Kind.VERSION, "v2", "is wanted");
            update = new ServiceUpdate(
                    config,
                    rollback,
                    1,
                    2,
                    IntStream.rangeClosed(1, slots).boxed().toList());
        });
    }

    void advanceTo(long untilNanos) {
        timers.advanceTo(untilNanos, this::settle);
    }

    private void settle() {
        if (update == null) {
            return;
        }
        ServiceUpdate.Stage before = update.stage();
        List<UpdateAction> actions = update.advance(timers.nowNanos());
        while (!actions.isEmpty()) {
            actions.forEach(this::carryOut);
            actions = update.advance(timers.nowNanos());
        }
        if (update.stage() != before) {
            log.add(timers.nowNanos(), Kind.STATUS, "update", update.stage().name());
        }
        long next = update.nextNanos();
        if (next != Long.MAX_VALUE && next > timers.nowNanos() && !timers.has(next)) {
            timers.at(next, () -> {});
        }
    }

    private void carryOut(UpdateAction action) {
        if (action instanceof UpdateAction.Start start) {
            startNew(start.slot(), start.version());
        } else if (action instanceof UpdateAction.StopOld stop) {
            ServiceUpdate present = present();
            List<Task> old = tasks.stream()
                    .filter(task -> task.slot == stop.slot() && task.version != present.version() && !task.stopped)
                    .toList();
            old.forEach(this::stop);
            tellIfOldHaveEnded(stop.slot());
        }
    }

    private ServiceUpdate present() {
        if (update == null) {
            throw new IllegalStateException("No update has begun");
        }
        return update;
    }

    private void startNew(int slot, long version) {
        Task task = make(slot, version);
        PodLifecycle life = lives.apply(version);
        timers.in(life.startNanos(), () -> begin(task, life));
    }

    private void begin(Task task, PodLifecycle life) {
        if (task.stopped) {
            return;
        }
        log.add(timers.nowNanos(), Kind.RUNNING, task.name, "");
        if (life.boots()) {
            timers.in(life.bootNanos(), () -> {
                if (!task.stopped) {
                    task.listening = true;
                    traffic.fleet().setListening(task.replica, true);
                    log.add(
                            timers.nowNanos(),
                            Kind.LISTENING,
                            task.name,
                            "",
                            traffic.fleet().refused(task.replica));
                }
            });
        }
        if (health == null) {
            run(task);
        } else {
            task.check = new DockerHealthCheck(health, timers.nowNanos());
            watch(task, task.check);
        }
    }

    private void watch(Task task, HealthCheck check) {
        long next = check.nextNanos();
        if (next == HealthCheck.NEVER) {
            return;
        }
        timers.at(next, () -> {
            if (!task.stopped) {
                Verdict verdict = check.result(check.take(), task.listening, timers.nowNanos());
                if (verdict == Verdict.READY) {
                    run(task);
                } else if (verdict == Verdict.RESTART) {
                    fail(task);
                }
                watch(task, check);
            }
        });
    }

    private void run(Task task) {
        task.running = true;
        traffic.fleet().makeReady(task.replica);
        log.add(timers.nowNanos(), Kind.READY, task.name, "");
        if (update != null && task.version == update.version()) {
            update.running(task.slot, timers.nowNanos());
        }
    }

    private void fail(Task task) {
        log.add(timers.nowNanos(), Kind.RESTARTED, task.name, "unhealthy");
        stop(task);
        present().ended(task.slot, task.version, timers.nowNanos());
        timers.in(RESTART_DELAY_NANOS, () -> {
            boolean wanted = tasks.stream().noneMatch(each -> each.slot == task.slot && !each.stopped);
            if (wanted && present().version() == task.version) {
                startNew(task.slot, task.version);
            }
        });
    }

    private Task make(int slot, long version) {
        int replica = traffic.fleet().add(0, Place.OUTSIDE, 1, 1);
        traffic.fleet().setListening(replica, false);
        var task = new Task("web." + slot + ".v" + version + "-" + ++made, slot, version, replica);
        tasks.add(task);
        log.add(timers.nowNanos(), Kind.CREATED, task.name, "");
        return task;
    }

    private void stop(Task task) {
        task.stopped = true;
        task.listening = false;
        long refused = traffic.fleet().refused(task.replica);
        traffic.fleet().retire(task.replica);
        traffic.fleet().setListening(task.replica, false);
        log.add(timers.nowNanos(), Kind.TERMINATING, task.name, "", refused);
        drain(task, timers.nowNanos() + lives.apply(task.version).graceNanos());
    }

    private void drain(Task task, long killedNanos) {
        if (traffic.fleet().load(task.replica) == 0 || timers.nowNanos() >= killedNanos) {
            traffic.lose(task.replica, 0);
            task.ended = true;
            task.running = false;
            log.add(timers.nowNanos(), Kind.GONE, task.name, "");
            tellIfOldHaveEnded(task.slot);
        } else {
            timers.at(Math.min(killedNanos, timers.nowNanos() + DRAIN_LOOK_NANOS), () -> drain(task, killedNanos));
        }
    }

    private void tellIfOldHaveEnded(int slot) {
        if (update == null) {
            return;
        }
        long wanted = update.version();
        if (tasks.stream().noneMatch(task -> task.slot == slot && task.version != wanted && !task.ended)) {
            update.oldEnded(slot);
        }
    }
}

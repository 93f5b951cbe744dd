package io.wavetank.experiment.service;

import io.wavetank.experiment.service.RolloutLog.Kind;
import io.wavetank.policy.Draws;
import io.wavetank.policy.kubernetes.health.KubeletProbes;
import io.wavetank.policy.kubernetes.rollout.DeletionOrder;
import io.wavetank.policy.kubernetes.rollout.Deployment;
import io.wavetank.policy.kubernetes.rollout.PodState;
import io.wavetank.policy.kubernetes.rollout.ReplicaSet;
import io.wavetank.policy.kubernetes.rollout.RolloutAction;
import io.wavetank.policy.kubernetes.rollout.RolloutStatus;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.sim.traffic.Place;
import io.wavetank.sim.traffic.TrafficLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Deployment under load: the controller's decisions are carried out on the replicas of a run of traffic, pod by pod.
 *
 * <p>A pod is made, runs, boots, is probed and becomes an endpoint; it is told to stop, which takes it off the endpoints at that instant, and goes on
 * for its preStop, then accepts no connections and ends when its requests are done or its grace is over. Callers hear of endpoints as late as the
 * traffic says. The controller looks after each thing that happens to a pod, without delay. A rollout that is stuck is rolled back, if that is wanted.
 */
final class RolloutRun {
    private static final int SERVICE = 0;
    private static final long DRAIN_LOOK_NANOS = 10_000_000L;

    private static final class Pod {
        private final String name;
        private final ReplicaSet set;
        private final PodLifecycle life;
        private final int replica;
        private final long createdNanos;
        private HealthCheck probes = new KubeletProbes(KubeletProbes.Specs.NONE, 0, 0);
        private boolean running;
        private boolean listening;
        private boolean ready;
        private long readySinceNanos;
        private boolean leaving;
        private boolean gone;
        private int restarts;

        Pod(String name, ReplicaSet set, PodLifecycle life, int replica, long createdNanos) {
            this.name = name;
            this.set = set;
            this.life = life;
            this.replica = replica;
            this.createdNanos = createdNanos;
        }

        PodState state() {
            return new PodState(
                    name,
                    true,
                    running ? PodState.Phase.RUNNING : PodState.Phase.PENDING,
                    ready,
                    readySinceNanos,
                    createdNanos,
                    0,
                    1,
                    restarts);
        }
    }

    private final TrafficLoop traffic;
    private final Deployment deployment;
    private final Function<String, PodLifecycle> lives;
    private final boolean rollsBack;
    private final Draws draws;
    private final RolloutLog log = new RolloutLog();
    private final List<Pod> pods = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Timers timers;
    private RolloutStatus status = RolloutStatus.PROGRESSING;

    /**
     * Creates one; nothing has been made yet.
     *
     * @param traffic whose first service it is
     * @param deployment what is decided
     * @param lives how the pods of a version live
     * @param rollsBack whether a rollout past its deadline is rolled back
     * @param draws for the ticks of probes
     */
    RolloutRun(
            TrafficLoop traffic,
            Deployment deployment,
            Function<String, PodLifecycle> lives,
            boolean rollsBack,
            Draws draws) {
        this.traffic = traffic;
        this.timers = new Timers(traffic);
        this.deployment = deployment;
        this.lives = lives;
        this.rollsBack = rollsBack;
        this.draws = draws;
    }

    /** What has happened. */
    RolloutLog log() {
        return log;
    }

    /** Where the rollout stands. */
    RolloutStatus status() {
        return status;
    }

    /** How many pods of a version there are that have not ended. */
    long podsOf(String template) {
        return pods.stream()
                .filter(pod -> !pod.gone && pod.set.template().equals(template))
                .count();
    }

    /** Starts so many pods that are up already, as endpoints. */
    void beginWith(String template) {
        for (RolloutAction action : deployment.sync(0)) {
            for (int i = 0; i < action.set().wanted(); i++) {
                Pod pod = make(action.set());
                pod.running = true;
                pod.listening = true;
                traffic.fleet().setListening(pod.replica, true);
                pod.probes = new KubeletProbes(pod.life.probes(), 0, draws.bits(pod.replica, 0));
                becomeReady(pod);
                watchProbes(pod);
            }
        }
        if (podsOf(template) == 0) {
            throw new IllegalStateException("The Deployment begins with another version");
        }
        settle();
    }

    /** At an instant another version is wanted. */
    void updateAt(long nanos, String template) {
        timers.at(nanos, () -> {
            log.add(timers.nowNanos(), Kind.VERSION, template, "is wanted");
            deployment.update(template);
        });
    }

    /** Goes on to an instant. */
    void advanceTo(long untilNanos) {
        timers.advanceTo(untilNanos, this::settle);
    }

    /** Lets the controller look until it has nothing to change. */
    private void settle() {
        List<RolloutAction> actions;
        do {
            observe();
            actions = deployment.sync(timers.nowNanos());
            for (RolloutAction action : actions) {
                carryOut(action);
            }
        } while (!actions.isEmpty());
        long next = deployment.nextSyncNanos();
        if (next != Long.MAX_VALUE && !timers.has(next)) {
            timers.at(next, () -> {});
        }
        if (deployment.status() != status) {
            status = deployment.status();
            log.add(timers.nowNanos(), Kind.STATUS, "rollout", status.name());
            if (status == RolloutStatus.DEADLINE_EXCEEDED && rollsBack) {
                deployment.rollBack(0);
                log.add(timers.nowNanos(), Kind.VERSION, "the version before", "is wanted again");
                settle();
            }
        }
    }

    private void observe() {
        for (ReplicaSet set : deployment.sets()) {
            int all = 0;
            int ready = 0;
            int leaving = 0;
            for (Pod pod : pods) {
                if (pod.set == set && !pod.gone) {
                    all += pod.leaving ? 0 : 1;
                    leaving += pod.leaving ? 1 : 0;
                    ready += pod.ready && !pod.leaving ? 1 : 0;
                }
            }
            set.observe(all, ready, ready, leaving);
        }
    }

    private void carryOut(RolloutAction action) {
        ReplicaSet set = action.set();
        if (action instanceof RolloutAction.Forget) {
            return;
        }
        log.add(timers.nowNanos(), Kind.SCALED, set.template(), "to " + set.wanted());
        List<Pod> there = pods.stream()
                .filter(pod -> pod.set == set && !pod.leaving && !pod.gone)
                .toList();
        for (int i = there.size(); i < set.wanted(); i++) {
            start(make(set));
        }
        List<PodState> states = there.stream().map(Pod::state).toList();
        for (PodState each : DeletionOrder.first(Math.max(0, there.size() - set.wanted()), states, timers.nowNanos())) {
            there.stream().filter(pod -> pod.name.equals(each.name())).forEach(this::terminate);
        }
    }

    private Pod make(ReplicaSet set) {
        int number = numbers.merge(set.template(), 1, Integer::sum);
        int replica = traffic.fleet().add(SERVICE, Place.OUTSIDE, 1, 1);
        traffic.fleet().setListening(replica, false);
        var pod = new Pod(set.template() + "-" + number, set, lives.apply(set.template()), replica, timers.nowNanos());
        pods.add(pod);
        log.add(timers.nowNanos(), Kind.CREATED, pod.name, "");
        return pod;
    }

    private void start(Pod pod) {
        timers.in(pod.life.startNanos(), () -> {
            if (!pod.leaving) {
                run(pod);
            }
        });
    }

    private void run(Pod pod) {
        pod.running = true;
        log.add(timers.nowNanos(), Kind.RUNNING, pod.name, "");
        pod.probes = new KubeletProbes(pod.life.probes(), timers.nowNanos(), draws.bits(pod.replica, pod.restarts));
        int run = pod.restarts;
        if (pod.life.boots()) {
            timers.in(pod.life.bootNanos(), () -> {
                if (!pod.gone && pod.running && pod.restarts == run) {
                    pod.listening = true;
                    traffic.fleet().setListening(pod.replica, true);
                    log.add(
                            timers.nowNanos(),
                            Kind.LISTENING,
                            pod.name,
                            "",
                            traffic.fleet().refused(pod.replica));
                }
            });
        }
        if (pod.probes.ready()) {
            becomeReady(pod);
        }
        watchProbes(pod);
    }

    private void watchProbes(Pod pod) {
        long next = pod.probes.nextNanos();
        HealthCheck probes = pod.probes;
        if (next != HealthCheck.NEVER) {
            timers.at(next, () -> {
                if (!pod.leaving && pod.probes == probes) {
                    HealthCheck.Probe probe = probes.take();
                    judge(pod, probes.result(probe, pod.listening, timers.nowNanos()));
                    watchProbes(pod);
                }
            });
        }
    }

    private void judge(Pod pod, Verdict verdict) {
        switch (verdict) {
            case UNCHANGED -> {}
            case READY -> becomeReady(pod);
            case UNREADY -> {
                pod.ready = false;
                traffic.fleet().retire(pod.replica);
                log.add(
                        timers.nowNanos(),
                        Kind.UNREADY,
                        pod.name,
                        "",
                        traffic.fleet().refused(pod.replica));
            }
            case RESTART -> {
                pod.ready = false;
                pod.listening = false;
                pod.restarts++;
                traffic.fleet().retire(pod.replica);
                traffic.fleet().setListening(pod.replica, false);
                log.add(
                        timers.nowNanos(),
                        Kind.RESTARTED,
                        pod.name,
                        "",
                        traffic.fleet().refused(pod.replica));
                start(pod);
            }
        }
    }

    private void becomeReady(Pod pod) {
        pod.ready = true;
        pod.readySinceNanos = timers.nowNanos();
        traffic.fleet().makeReady(pod.replica);
        log.add(timers.nowNanos(), Kind.READY, pod.name, "");
    }

    private void terminate(Pod pod) {
        pod.leaving = true;
        long refused = traffic.fleet().refused(pod.replica);
        traffic.fleet().retire(pod.replica);
        log.add(timers.nowNanos(), Kind.TERMINATING, pod.name, "", refused);
        long killed = timers.nowNanos() + pod.life.graceNanos();
        timers.in(pod.life.preStopNanos(), () -> {
            pod.listening = false;
            traffic.fleet().setListening(pod.replica, false);
            log.add(timers.nowNanos(), Kind.STOPPED_LISTENING, pod.name, "");
            drain(pod, killed, refused);
        });
    }

    private void drain(Pod pod, long killedNanos, long refusedBefore) {
        if (traffic.fleet().load(pod.replica) == 0 || timers.nowNanos() >= killedNanos) {
            int killed = traffic.fleet().load(pod.replica);
            traffic.lose(pod.replica, 0);
            pod.gone = true;
            pod.running = false;
            log.add(timers.nowNanos(), Kind.GONE, pod.name, killed == 0 ? "" : killed + " requests cut off");
        } else {
            timers.at(
                    Math.min(killedNanos, timers.nowNanos() + DRAIN_LOOK_NANOS),
                    () -> drain(pod, killedNanos, refusedBefore));
        }
    }

    /** How many requests pods did not accept: before they came up, and after they were told to stop. */
    Refusals refusals() {
        long early = 0;
        long all = 0;
        Map<String, Long> atStop = new LinkedHashMap<>();
        for (RolloutLog.Entry entry : log.entries()) {
            if (entry.kind() == Kind.TERMINATING) {
                atStop.put(entry.subject(), entry.refused());
            }
        }
        for (Pod pod : pods) {
            long refused = traffic.fleet().refused(pod.replica);
            all += refused;
            early += atStop.getOrDefault(pod.name, refused);
        }
        return new Refusals(early, all - early);
    }

    /**
     * Requests that pods did not accept.
     *
     * @param early before they accepted connections
     * @param late after they were told to stop
     */
    record Refusals(long early, long late) {}
}

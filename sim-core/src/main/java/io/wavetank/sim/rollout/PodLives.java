package io.wavetank.sim.rollout;

import io.wavetank.policy.Draws;
import io.wavetank.policy.RestartBackOff;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.HealthCheck.Verdict;
import io.wavetank.policy.traffic.ProbeSpec;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;

/**
 * How the pods of one service live: on its node a pod's container starts, its process boots and accepts connections, checks find it up. One that is told to stop
 * goes on for its preStop, then accepts no connections and ends when its requests are done or its grace is over. One that is found ill stops in the same way,
 * and is started anew where it is, at once the first time, then after 10 s, doubled up to 5 min; or it ends, where tasks are replaced, as does one whose process was
 * killed.
 *
 * <p>Source of the back-off: Kubernetes 1.26, {@code MaxContainerBackOff} 300 s, {@code backOffPeriod} 10 s; of the stop, {@code minimumGracePeriodInSeconds} 2 s.
 */
final class PodLives {
    private static final long DRAIN_LOOK_NANOS = 10_000_000L;
    private static final RestartBackOff BACK_OFF = RestartBackOff.KUBELET;
    /** However long the preStop took, a kubelet leaves a process so long to stop. */
    private static final long LEAST_STOP_NANOS = 2_000_000_000L;
    /** How often a kubelet looks at which containers run. */
    private static final long RELIST_NANOS = 1_000_000_000L;

    private final RolledService service;
    private final RunListener log;
    private final Replicas run;
    private final ClusterTraffic traffic;
    private final boolean restartsInPlace;
    private final Draws draws;
    private final Refusals refusals;

    private long cutOff;
    private long restarts;

    PodLives(
            RolledService service,
            RunListener log,
            Replicas run,
            ClusterTraffic traffic,
            boolean restartsInPlace,
            Draws draws) {
        this.service = service;
        this.log = log;
        this.run = run;
        this.traffic = traffic;
        this.refusals = new Refusals(traffic);
        this.restartsInPlace = restartsInPlace;
        this.draws = draws;
    }

    /** A pod is on a node, and a replica that takes nothing yet. */
    void placed(long now, Pod pod, int node) throws IOException {
        pod.ends(now);
        pod.placed(now, node);
        pod.replica = traffic.replica(pod.task());
        refusals.add(pod.replica);
        traffic.accept(now, pod.task(), false);
        if (pod.leaving()) { // it was told to stop while its node was down
            run.remind(now, time -> run.remove(time, pod, 0));
            return;
        }
        int life = pod.life();
        ImageSpec image = pod.version.image();
        boolean waits = image != null
                && run.pull(now, node, image, time -> {
                    if (pod.life() == life && !pod.leaving()) {
                        start(time, pod, pod.version.startNanos());
                    }
                });
        if (waits) {
            log.noted(now, "pod_pulling", pod.name(), "");
        } else {
            start(now, pod, pod.version.startNanos());
        }
    }

    private void start(long now, Pod pod, long afterNanos) {
        int life = pod.life();
        run.remind(Math.addExact(now, afterNanos), time -> {
            if (pod.life() == life && !pod.leaving()) {
                run(time, pod);
            }
        });
    }

    private void run(long now, Pod pod) throws IOException {
        pod.processBegins(now);
        log.noted(now, "pod_running", pod.name(), "");
        if (traffic.mayBeKilled(pod.task())) {
            pod.kills = traffic.kills(now, pod.task());
            relist(now, pod, pod.life());
        }
        begin(now, pod);
    }

    /** A pod's process begins: it boots, and is checked. */
    private void begin(long now, Pod pod) throws IOException {
        RolloutSpec.Version version = pod.version;
        int life = pod.life();
        int kills = pod.kills;
        HealthCheck.Factory factory = version.checks();
        pod.checks = factory == null ? null : factory.make(now, draws.bits(pod.number(), pod.restarts));
        if (version.bootNanos() != RolloutSpec.NEVER) {
            run.remind(Math.addExact(now, version.bootNanos()), time -> {
                if (pod.life() == life && pod.kills == kills && !pod.leaving()) {
                    listen(time, pod);
                }
            });
        }
        if (pod.checks == null || pod.checks.ready()) {
            up(now, pod);
        }
        watch(pod);
        service.changed(now);
    }

    /** Its kubelet looks whether a pod's process was killed for want of memory, after which it is not ready, and whether its container runs again, in which it boots. */
    private void relist(long at, Pod pod, int life) {
        run.remind(Math.addExact(at, RELIST_NANOS), now -> {
            if (pod.life() != life || pod.leaving()) {
                return;
            }
            int kills = traffic.kills(now, pod.task());
            if (kills != pod.kills && (restartsInPlace || pod.isHeard())) {
                log.noted(now, "pod_killed", pod.name(), "for want of memory");
                restarted(now, kills - pod.kills);
                pod.restarts += kills - pod.kills;
                pod.kills = kills;
                if (!restartsInPlace) {
                    failed(now, pod);
                    return;
                }
                pod.killed = true;
                pod.processEnds();
                pod.listening = false;
                traffic.accept(now, pod.task(), false);
                pod.checks = null;
                pod.well = false;
                report(now, pod);
                service.changed(now);
            }
            if (pod.killed && !traffic.isKilled(pod.task())) {
                pod.killed = false;
                run.remind(Math.addExact(now, pod.version.startNanos()), time -> {
                    if (pod.life() == life && pod.kills == kills && !pod.leaving()) {
                        pod.processBegins(time);
                        pod.setUseMark(traffic.usedCoreNanos(time, pod.task()));
                        begin(time, pod);
                    }
                });
            }
            relist(now, pod, life);
        });
    }

    /** A pod's process is no more, and the pod is replaced: it is gone as soon as it is known to have failed. */
    private void failed(long now, Pod pod) {
        pod.failed = true;
        pod.stop();
        pod.ends(now);
        traffic.unready(now, pod.task());
        service.changed(now);
        run.remind(now, time -> {
            log.noted(time, "pod_gone", pod.name(), "");
            run.remove(time, pod, 0);
        });
    }

    private void listen(long now, Pod pod) throws IOException {
        pod.listening = true;
        traffic.accept(now, pod.task(), true);
        log.noted(now, "pod_listening", pod.name(), refusals.text(pod));
    }

    private void watch(Pod pod) {
        HealthCheck checks = pod.checks;
        long next = checks == null ? HealthCheck.NEVER : checks.nextNanos();
        if (checks == null || next == HealthCheck.NEVER) {
            return;
        }
        run.remind(next, now -> {
            if (!pod.leaving() && pod.checks == checks) {
                HealthCheck.Probe probe = checks.take();
                judge(now, pod, checks.result(probe, pod.listening, now), checks.graceNanos(probe));
                watch(pod);
            }
        });
    }

    private void judge(long now, Pod pod, Verdict verdict, long graceNanos) throws IOException {
        switch (verdict) {
            case UNCHANGED -> {
                return;
            }
            case READY -> up(now, pod);
            case UNREADY -> {
                pod.well = false;
                report(now, pod);
            }
            case RESTART -> ill(now, pod, graceNanos);
        }
        service.changed(now);
    }

    private void up(long now, Pod pod) throws IOException {
        pod.well = true;
        report(now, pod);
    }

    /** How its kubelet finds a pod is known, if its node is heard of. */
    private void report(long now, Pod pod) throws IOException {
        if (!pod.isHeard() || pod.well == pod.ready()) {
            return;
        }
        if (pod.well) {
            pod.up(now);
            log.noted(now, "pod_ready", pod.name(), "");
        } else {
            pod.down(now);
            log.noted(now, "pod_unready", pod.name(), refusals.text(pod));
        }
    }

    /** Its node is known to be lost: it does not count as ready any more. Who decides whether it takes load finds that out by themselves. */
    void nodeLost(long now, Pod pod) throws IOException {
        if (pod.vanished(now)) {
            log.noted(now, "pod_unready", pod.name(), refusals.text(pod));
            service.changed(now);
        }
    }

    /** Its node is heard of again, on which it has gone on: it is as ready as it is, and is told what it was to be told. */
    void nodeBack(long now, Pod pod) throws IOException {
        pod.setHeard(true);
        if (!pod.isReached()) {
            return; // it begins anew, or is lost
        } else if (pod.leaving()) {
            terminate(now, pod);
        } else if (pod.running()) {
            report(now, pod);
            service.changed(now);
        }
    }

    private void ill(long now, Pod pod, long probesNanos) throws IOException {
        if (!restartsInPlace) {
            restarted(now, 1);
            log.noted(now, "pod_restarted", pod.name(), refusals.text(pod));
            pod.failed = true;
            stop(now, pod);
            return;
        }
        log.noted(now, "pod_ill", pod.name(), refusals.text(pod));
        int life = pod.life();
        int kills = pod.kills;
        long grace = probesNanos == ProbeSpec.USUAL_GRACE ? pod.version.graceNanos() : probesNanos;
        long preStop = Math.min(grace, pod.version.preStopNanos());
        long killed = killedNanos(now, grace, preStop);
        if (preStop == 0) {
            endAnew(now, pod, killed, life, kills);
        } else {
            run.remind(Math.addExact(now, preStop), time -> endAnew(time, pod, killed, life, kills));
        }
    }

    /** A process that was found ill accepts nothing more, and begins anew when its requests are done or its grace is over. */
    private void endAnew(long now, Pod pod, long killedNanos, int life, int kills) throws IOException {
        if (pod.life() != life || pod.kills != kills || pod.leaving()) {
            return;
        }
        pod.listening = false;
        traffic.accept(now, pod.task(), false);
        traffic.standAt(now);
        if (traffic.load(pod.task()) == 0 || now >= killedNanos) {
            beginAnew(now, pod);
            service.changed(now);
        } else {
            run.remind(
                    Math.min(killedNanos, now + DRAIN_LOOK_NANOS),
                    time -> endAnew(time, pod, killedNanos, life, kills));
        }
    }

    private void beginAnew(long now, Pod pod) throws IOException {
        restarted(now, 1);
        log.noted(now, "pod_restarted", pod.name(), refusals.text(pod));
        pod.ends(now);
        traffic.unready(now, pod.task());
        cutOff(now, traffic.load(pod.task()));
        traffic.restart(now, pod.task());
        pod.setUseMark(0);
        pod.replica = traffic.replica(pod.task());
        refusals.add(pod.replica);
        traffic.accept(now, pod.task(), false);
        pod.restarts++;
        pod.restartsInRow = now - pod.runsSinceNanos() > BACK_OFF.resetNanos() ? 0 : pod.restartsInRow;
        start(now, pod, pod.version.startNanos() + BACK_OFF.waitNanos(pod.restartsInRow++));
    }

    /** A pod is told to stop. */
    void stop(long now, Pod pod) throws IOException {
        if (pod.leaving()) {
            return;
        }
        pod.stop();
        pod.setEndpoint(now, false);
        if (pod.node() < 0) {
            run.remove(now, pod, 0);
            return;
        }
        traffic.unready(now, pod.task());
        refusals.toldToStop(pod.replica);
        log.noted(now, "pod_terminating", pod.name(), refusals.text(pod));
        if (pod.isHeard()) {
            terminate(now, pod);
        }
    }

    /** A pod does what it does after it is told to stop. */
    private void terminate(long now, Pod pod) {
        if (pod.terminates) {
            return;
        }
        pod.terminates = true;
        long killed = killedNanos(now, pod.version.graceNanos(), pod.version.preStopNanos());
        int life = pod.life();
        run.remind(Math.addExact(now, pod.version.preStopNanos()), time -> {
            if (pod.life() == life) {
                pod.listening = false;
                traffic.accept(time, pod.task(), false);
                log.noted(time, "pod_stopped_listening", pod.name(), "");
                drain(time, pod, killed, life);
            }
        });
    }

    /** When a process is killed at the latest that is told to stop now. */
    private long killedNanos(long now, long graceNanos, long preStopNanos) {
        long least = restartsInPlace ? Math.addExact(preStopNanos, LEAST_STOP_NANOS) : 0;
        return Math.addExact(now, Math.max(graceNanos, least));
    }

    /** A pod's node is taken away: it has no time to stop. */
    void kill(long now, Pod pod) throws IOException {
        pod.stop();
        pod.setEndpoint(now, false);
        traffic.unready(now, pod.task());
        traffic.standAt(now);
        int load = traffic.load(pod.task());
        cutOff(now, load);
        log.noted(now, "pod_gone", pod.name(), load + " requests cut off: its node is taken away");
        run.remove(now, pod, 0);
    }

    private void drain(long now, Pod pod, long killedNanos, int life) throws IOException {
        if (pod.life() != life) {
            return;
        }
        traffic.standAt(now);
        int load = traffic.load(pod.task());
        if (load == 0 || now >= killedNanos) {
            cutOff(now, load);
            log.noted(now, "pod_gone", pod.name(), load == 0 ? "" : load + " requests cut off");
            run.remove(now, pod, 0);
        } else {
            run.remind(Math.min(killedNanos, now + DRAIN_LOOK_NANOS), time -> drain(time, pod, killedNanos, life));
        }
    }

    /** A pod's process crashed, and begins anew where it is. */
    void crashed(long now, Pod pod) throws IOException {
        pod.ends(now);
        restarted(now, 1);
        pod.restarts++;
        if (pod.leaving()) {
            run.remind(now, time -> run.remove(time, pod, 0));
        }
        service.changed(now);
    }

    /** A pod has lost its place. */
    void lost(long now, Pod pod) throws IOException {
        pod.ends(now);
        pod.displaced(now);
        if (pod.leaving()) {
            run.remind(now, time -> run.remove(time, pod, 0));
        }
        service.changed(now);
    }

    private void restarted(long now, long times) {
        restarts += traffic.counts(now) ? times : 0;
    }

    private void cutOff(long now, long requests) {
        cutOff += traffic.counts(now) ? requests : 0;
    }

    /** Tries that its pods did not accept. */
    Refusals refusals() {
        return refusals;
    }

    long cutOff() {
        return cutOff;
    }

    long restarts() {
        return restarts;
    }
}

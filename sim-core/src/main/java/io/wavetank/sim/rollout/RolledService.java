package io.wavetank.sim.rollout;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.rollout.RolloutStep;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.RunListener.ClusterMoment;
import io.wavetank.sim.record.RolloutFigures;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One service that is rolled out: asks who decides about its versions after each thing that happens to a pod, without delay, has done what is decided, and makes
 * endpoints of the pods that are up and that requests are to go to.
 */
final class RolledService implements Rollout.View, Scalable {
    private final RolloutSpec spec;
    private final RunListener log;
    private final Replicas run;
    private final ClusterTraffic traffic;
    private final PodLives lives;
    private final Rollout rollout;
    private final Routes routes;
    private final List<Pod> pods = new ArrayList<>();
    private final PodMaker maker;
    private int wanted;
    private String version;
    private @Nullable Watch watch;
    private RolloutStage stage = RolloutStage.PROGRESSING;
    private long stageNanos;
    private long updatedNanos = -1;
    private boolean lookArranged;
    private boolean waitsForControl;
    private long nextLookNanos = Long.MAX_VALUE;
    private long drained;
    private long earlyBefore;
    private long lateBefore;

    RolledService(RolloutSpec spec, RunListener log, Replicas run, ClusterTraffic traffic, Draws draws) {
        this.spec = spec;
        this.log = log;
        this.run = run;
        this.traffic = traffic;
        this.wanted = spec.replicas();
        this.version = spec.versions().get(0).name();
        this.rollout = spec.factory().create(wanted, version);
        this.lives = new PodLives(this, log, run, traffic, rollout.restartsInPlace(), draws);
        this.maker = new PodMaker(spec, log, run);
        this.routes = new Routes(spec, rollout, traffic);
    }

    void begin() {
        run.remind(0, this::look);
        for (RolloutSpec.Update update : spec.updates()) {
            run.remind(update.atNanos(), now -> update(now, update.version()));
        }
        if (spec.lookNanos() > 0) {
            run.remind(spec.lookNanos(), this::lookAtRequests);
        }
    }

    String name() {
        return spec.name();
    }

    PodLives lives() {
        return lives;
    }

    private void update(long now, String next) throws IOException {
        if (updatedNanos < 0) {
            traffic.standAt(now);
            earlyBefore = lives.refusals().early();
            lateBefore = lives.refusals().late();
        }
        updatedNanos = now;
        version = next;
        log.noted(now, "rollout_version", spec.name(), version + " is wanted");
        rollout.update(version, now);
        routes.count(now); // there may be nobody who acts
        look(now);
    }

    private void lookAtRequests(long now) throws IOException {
        look(now);
        run.remind(now + spec.lookNanos(), this::lookAtRequests);
    }

    /** Something has changed: a look is taken at this instant, one for all that happens at it. */
    void changed(long now) {
        if (!lookArranged) {
            lookArranged = true;
            run.remind(now, time -> {
                lookArranged = false;
                look(time);
            });
        }
    }

    /** While no controllers act nobody looks, and who routes hears of nothing. */
    private void look(long now) throws IOException {
        if (!run.controlled()) {
            if (!waitsForControl) {
                waitsForControl = true;
                run.onceControlled(now, time -> {
                    waitsForControl = false;
                    look(time);
                });
            }
            return;
        }
        List<RolloutStep> steps = rollout.step(this, now);
        boolean admitted = true;
        while (!steps.isEmpty() && admitted) {
            for (RolloutStep step : steps) {
                admitted &= carryOut(now, step, admitted);
            }
            steps = rollout.step(this, now);
        }
        route(now);
        noteStage(now);
        long next = rollout.nextNanos();
        if (next != Long.MAX_VALUE && next > now && next != nextLookNanos) {
            nextLookNanos = next;
            run.remind(next, this::look);
        }
    }

    private boolean carryOut(long now, RolloutStep step, boolean admitted) throws IOException {
        if (step instanceof RolloutStep.Stop stop && stop.pod() instanceof Pod pod) {
            lives.stop(now, pod);
        } else if (step instanceof RolloutStep.Make make && admitted) {
            return make(now, make);
        }
        return true;
    }

    private boolean make(long now, RolloutStep.Make make) throws IOException {
        Pod pod = maker.make(now, this, version(make.version()), make.slot());
        if (pod == null) {
            maker.tryLater(now, this::look);
            return false;
        }
        pods.add(pod);
        return true;
    }

    private RolloutSpec.Version version(String name) {
        return spec.versions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Service " + spec.name() + " has no version " + name));
    }

    /** Requests go where they are to go. */
    void route(long now) {
        if (run.controlled()) {
            routes.set(now, pods);
        }
        if (updatedNanos >= 0) {
            routes.count(now);
        }
    }

    private void noteStage(long now) throws IOException {
        if (rollout.stage() != stage) {
            stage = rollout.stage();
            stageNanos = now;
            log.noted(now, "rollout_status", spec.name(), word(stage));
        }
    }

    private static String word(RolloutStage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public List<? extends RolledPod> pods() {
        return Collections.unmodifiableList(new ArrayList<>(pods));
    }

    @Override
    public List<Pod> all() {
        return Collections.unmodifiableList(pods);
    }

    @Override
    public List<Pod> seen() {
        return pods.stream().filter(pod -> rollout.measured(pod.version())).toList();
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int ready() {
        return (int)
                seen().stream().filter(pod -> pod.ready() && !pod.leaving()).count();
    }

    @Override
    public long drained() {
        return drained;
    }

    /** That of the pod that was made last and stays: after a rollback it is not of the version that was asked for. */
    @Override
    public TaskClass taskClass() {
        for (int i = pods.size() - 1; i >= 0; i--) {
            if (!pods.get(i).leaving()) {
                return pods.get(i).taskClass();
            }
        }
        return version(version).taskClass();
    }

    @Override
    public void want(long now, int number) throws IOException {
        SortedMap<String, Long> before = staying();
        log.noted(now, "rollout_scaled", spec.name(), wanted + " to " + number + " pods");
        wanted = number;
        rollout.scale(number, now);
        look(now);
        SortedMap<String, Long> after = staying();
        for (RolloutSpec.Version each : spec.versions()) {
            long had = before.getOrDefault(each.name(), 0L);
            long has = after.getOrDefault(each.name(), 0L);
            if (had != has) {
                log.noted(now, "version_scaled", spec.name() + "-" + each.name(), had + " to " + has + " pods");
            }
        }
    }

    /** How many pods of each version there are that have not been told to stop. */
    private SortedMap<String, Long> staying() {
        SortedMap<String, Long> staying = new TreeMap<>();
        pods.stream().filter(pod -> !pod.leaving()).forEach(pod -> staying.merge(pod.version(), 1L, Long::sum));
        return staying;
    }

    /** It is scaled by one who is told of the pods that take load. */
    void scaledBy(Watch watching) {
        watch = watching;
    }

    boolean isScaled() {
        return watch != null;
    }

    /** A pod takes load from now on, or no more. */
    void counts(long now, Pod pod, boolean takes) {
        if (watch != null && takes) {
            watch.takes(now, pod);
        } else if (watch != null) {
            watch.leaves(now, pod);
        }
    }

    /** A pod has to leave its node; another is made for it at this instant. Says whether it was not told to stop before. */
    boolean drain(long now, Pod pod, boolean atOnce) throws IOException {
        boolean stays = !pod.leaving();
        drained += stays ? 1 : 0;
        if (atOnce) {
            lives.kill(now, pod);
        } else {
            lives.stop(now, pod);
        }
        changed(now);
        return stays;
    }

    /** Something happens to a node: pods on it go on or not, and it is known how they are or not. */
    void nodeChanged(long now, ClusterMoment moment, int node) throws IOException {
        for (Pod pod : List.copyOf(pods)) {
            if (pod.node() != node) {
                continue;
            }
            switch (moment) {
                case NODE_DOWN -> pod.vanish(now);
                case NODE_CUT_OFF -> pod.setHeard(false);
                case NODE_LOST -> lives.nodeLost(now, pod);
                case NODE_UP -> lives.nodeBack(now, pod);
                case LEADER_LOST, LEADER_ELECTED, NODE_SLOW, NODE_ADDED, NODE_DRAINING, NODE_KEPT, NODE_REMOVED -> {
                    // nothing that its pods have not heard of
                }
            }
        }
    }

    @Override
    public boolean goesWrong(String of) {
        return routes.goWrong(of);
    }

    /** A pod is gone. */
    void gone(long now, Pod pod) {
        pods.remove(pod);
        changed(now);
    }

    RolloutFigures figures(long endNanos) {
        traffic.standAt(endNanos);
        SortedMap<String, Long> left = new TreeMap<>();
        spec.versions().forEach(each -> left.put(each.name(), 0L));
        left.putAll(staying());
        boolean ended = stage != RolloutStage.PROGRESSING && stage != RolloutStage.ROLLING_BACK;
        return new RolloutFigures(
                spec.name(),
                word(stage),
                ended && updatedNanos >= 0 && stageNanos >= updatedNanos
                        ? (stageNanos - updatedNanos) / 1e9
                        : Double.NaN,
                left,
                updatedNanos < 0 ? -1 : routes.leastEndpoints(),
                lives.refusals().early() - earlyBefore,
                lives.refusals().late() - lateBefore,
                lives.cutOff(),
                lives.restarts());
    }
}

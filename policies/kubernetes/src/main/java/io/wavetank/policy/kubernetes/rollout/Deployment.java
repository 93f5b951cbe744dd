package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.kubernetes.rollout.DeploymentSpec.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Deployment controller of one Deployment: says how many pods each version is to have.
 *
 * <p>{@link #sync} makes one pass of the controller, which changes one thing and waits for what comes of it: it makes the new version or scales it up, or if
 * that is as large as it may be the old ones down, those with unhealthy pods first. Where versions are not to overlap ({@code RECREATE}) the old pods must be
 * gone for good before the first new one is made. It is called after each change of spec or of pods. What a
 * change of the number of pods does in the middle of a rollout is spread over all versions in proportion ({@link ProportionalScaling}).
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/controller/deployment} (rolling.go, recreate.go, sync.go, progress.go). Times are nanoseconds; production
 * notes the progress in whole seconds.
 */
public final class Deployment {
    private static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparingInt(ReplicaSet::creation);

    private final List<ReplicaSet> sets = new ArrayList<>();
    private final Progress progress = new Progress();
    private DeploymentSpec spec;
    private String template;
    private int created;

    /** Creates one that has no pods yet. */
    public Deployment(DeploymentSpec spec, String template) {
        this.spec = spec;
        this.template = template;
    }

    /** Sets everything but the version. */
    public void update(DeploymentSpec newSpec) {
        if (spec.paused() && !newSpec.paused()) {
            progress.restart();
        }
        spec = newSpec;
    }

    /** Sets the version that is wanted: a new one, or one there has been, which is a rollback. */
    public void update(String newTemplate) {
        template = newTemplate;
    }

    /**
     * Returns to a version there has been.
     *
     * @param revision its revision; 0 is the one before the present
     * @throws IllegalArgumentException if there is none such
     */
    public void rollBack(long revision) {
        long present = sets.stream().mapToLong(ReplicaSet::revision).max().orElse(0);
        ReplicaSet found = sets.stream()
                .filter(each -> revision == 0 ? each.revision() < present : each.revision() == revision)
                .max(Comparator.comparingLong(ReplicaSet::revision))
                .orElseThrow(() -> new IllegalArgumentException(
                        revision == 0 ? "There is no version before this one" : "There is no revision " + revision));
        template = found.template();
    }

    /** Whether there is a version before the present one, to which it can return. */
    public boolean hasVersionBefore() {
        return sets.stream().mapToLong(ReplicaSet::revision).distinct().count() > 1;
    }

    /** What it is to be. */
    public DeploymentSpec spec() {
        return spec;
    }

    /** All versions that are known, the oldest first. */
    public List<ReplicaSet> sets() {
        return List.copyOf(sets);
    }

    /** The version that is wanted, if it has come into being. */
    public Optional<ReplicaSet> newSet() {
        return sets.stream().filter(each -> each.template().equals(template)).min(OLDEST_FIRST);
    }

    /** How far the rollout has come. */
    public RolloutStatus status() {
        return progress.status();
    }

    /** When the next pass must be, should nothing happen until then: to see that nothing moves. {@link Long#MAX_VALUE} if none must. */
    public long nextSyncNanos() {
        return progress.deadlineNanos(spec);
    }

    /** Makes one pass, and returns what it changes; nothing is waiting for if that is nothing. */
    public List<RolloutAction> sync(long nowNanos) {
        List<RolloutAction> actions = new ArrayList<>();
        numberNewSet();
        if (spec.paused() || scaling()) {
            new ProportionalScaling(spec, newSet(), oldSets()).scale(actions);
        } else if (spec.strategy() == Strategy.RECREATE) {
            recreate(actions);
        } else {
            roll(actions);
        }
        progress.observe(spec, sets, newSet(), actions, nowNanos);
        return actions;
    }

    private void numberNewSet() {
        newSet().ifPresent(present -> {
            long others = sets.stream()
                    .filter(each -> each != present)
                    .mapToLong(ReplicaSet::revision)
                    .max()
                    .orElse(0);
            if (present.revision() <= others) {
                present.number(others + 1);
            }
        });
    }

    private boolean scaling() {
        return sets.stream().anyMatch(each -> each.wanted() > 0 && each.notedDesired() != spec.replicas());
    }

    private List<ReplicaSet> oldSets() {
        return sets.stream()
                .filter(each -> !each.template().equals(template))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private void recreate(List<RolloutAction> actions) {
        for (ReplicaSet old : oldSets()) {
            scale(old, 0, actions);
        }
        if (!actions.isEmpty() || oldSets().stream().anyMatch(old -> old.replicas() + old.leaving() > 0)) {
            return;
        }
        ReplicaSet present = newSet().orElseGet(() -> create(spec.replicas(), actions));
        scale(present, spec.replicas(), actions);
        forgetOld(actions);
    }

    private void roll(List<RolloutAction> actions) {
        ReplicaSet present = newSet().orElseGet(() -> create(roomForNew(0), actions));
        int wanted = Math.min(spec.replicas(), present.wanted() + roomForNew(present.wanted()));
        if (wanted != present.wanted()) {
            scale(present, wanted, actions);
            return;
        }
        scaleOldDown(present, actions);
        forgetOld(actions);
    }

    /** By how many pods the new version, which has so many, may grow. */
    private int roomForNew(int has) {
        int most = spec.replicas() + spec.fenceposts().surge();
        return Math.max(0, Math.min(most - sum(sets), spec.replicas() - has));
    }

    private void scaleOldDown(ReplicaSet present, List<RolloutAction> actions) {
        List<ReplicaSet> old =
                oldSets().stream().filter(each -> each.wanted() > 0).toList();
        int least = spec.replicas() - spec.fenceposts().unavailable();
        int most = sum(sets) - least - (present.wanted() - present.available());
        if (old.isEmpty() || most <= 0) {
            return;
        }
        int cleaned = 0;
        for (ReplicaSet each : old) {
            int unhealthy = Math.min(most - cleaned, each.wanted() - each.available());
            if (unhealthy > 0) {
                scale(each, each.wanted() - unhealthy, actions);
                cleaned += unhealthy;
            }
        }
        int spare = sets.stream().mapToInt(ReplicaSet::available).sum() - least;
        for (ReplicaSet each : old) {
            int fewer = Math.min(each.wanted(), spare);
            if (fewer > 0) {
                scale(each, each.wanted() - fewer, actions);
                spare -= fewer;
            }
        }
    }

    private ReplicaSet create(int pods, List<RolloutAction> actions) {
        var fresh = new ReplicaSet(template, created++);
        fresh.number(sets.stream().mapToLong(ReplicaSet::revision).max().orElse(0) + 1);
        fresh.want(pods);
        fresh.note(spec);
        sets.add(fresh);
        actions.add(new RolloutAction.Create(fresh, pods));
        return fresh;
    }

    private void scale(ReplicaSet set, int to, List<RolloutAction> actions) {
        if (set.wanted() != to) {
            actions.add(new RolloutAction.Scale(set, set.wanted(), to));
            set.want(to);
            set.note(spec);
        }
    }

    /** Old versions without pods beyond the limit go once the rollout is complete, those of the smallest revision first. */
    private void forgetOld(List<RolloutAction> actions) {
        if (!actions.isEmpty() || !Progress.complete(spec, sets, newSet())) {
            return;
        }
        List<ReplicaSet> idle = oldSets().stream()
                .filter(each -> each.wanted() == 0 && each.replicas() == 0)
                .sorted(Comparator.comparingLong(ReplicaSet::revision))
                .toList();
        for (ReplicaSet each : idle.subList(0, Math.max(0, idle.size() - spec.historyLimit()))) {
            sets.remove(each);
            actions.add(new RolloutAction.Forget(each));
        }
    }

    static int sum(List<ReplicaSet> of) {
        return of.stream().mapToInt(ReplicaSet::wanted).sum();
    }
}

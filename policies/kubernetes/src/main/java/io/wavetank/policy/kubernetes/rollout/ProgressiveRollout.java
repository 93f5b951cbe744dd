package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Blue and green, or a canary, and their pods. An update while one is under way waits for that one's end, where Argo Rollouts begins anew from the stable
 * version.
 */
public final class ProgressiveRollout implements Rollout {
    private int replicas;
    private final Maker maker;
    private final List<String> waiting = new ArrayList<>();
    private String stable;
    private @Nullable String next;
    private @Nullable Course course;
    private RolloutStage last = RolloutStage.PROGRESSING;
    private boolean begun;

    /** Blue and green, or a canary, under way. */
    private interface Course {
        void scale(int pods);

        void observe(int available, boolean bad, long nowNanos);

        long nextNanos();

        RolloutStage stage();

        /** How many pods of the old version there may be, with those that there are. */
        int oldPods(PodCounts old, PodCounts next);

        /** How many of the next one. */
        int newPods(PodCounts old, PodCounts next);

        /** The part of the requests that goes to the next version, in per cent; -1 where they go where pods are. */
        int percent();
    }

    /** Begins another. */
    @FunctionalInterface
    private interface Maker {
        Course make(int replicas);
    }

    private ProgressiveRollout(int replicas, String version, Maker maker) {
        this.replicas = replicas;
        this.stable = version;
        this.maker = maker;
    }

    /** Blue and green: so long on trial, and so long until the old pods go. */
    public static Rollout blueGreen(int replicas, String version, long trialNanos, long delayNanos) {
        new BlueGreen(Math.max(1, replicas), trialNanos, delayNanos);
        return new ProgressiveRollout(
                replicas, version, pods -> new Switch(new BlueGreen(pods, trialNanos, delayNanos)));
    }

    /**
     * A canary: by these steps, with a mesh that divides requests or by pods. By pods it keeps within fence posts as a Deployment does: so many beyond those wanted, and
     * so many of them that may be missing.
     */
    public static Rollout canary(
            int replicas,
            String version,
            boolean divided,
            List<Canary.Step> steps,
            CountOrPercentage surge,
            CountOrPercentage unavailable) {
        new Canary(Math.max(1, replicas), divided, steps);
        if (surge.value() == 0 && unavailable.value() == 0) {
            throw new IllegalArgumentException("maxSurge and maxUnavailable are not both 0");
        }
        return new ProgressiveRollout(
                replicas, version, pods -> new Steps(new Canary(pods, divided, steps), divided, surge, unavailable));
    }

    private record Switch(BlueGreen blueGreen) implements Course {
        @Override
        public void scale(int pods) {
            blueGreen.scale(pods);
        }

        @Override
        public void observe(int available, boolean bad, long nowNanos) {
            blueGreen.observe(available, bad, nowNanos);
        }

        @Override
        public long nextNanos() {
            return blueGreen.nextNanos();
        }

        @Override
        public RolloutStage stage() {
            return switch (blueGreen.stage()) {
                case COMING_UP, ON_TRIAL, SWITCHED -> RolloutStage.PROGRESSING;
                case DONE -> RolloutStage.COMPLETE;
                case ABORTED -> RolloutStage.ROLLED_BACK;
            };
        }

        @Override
        public int oldPods(PodCounts old, PodCounts next) {
            return blueGreen.bluePods();
        }

        @Override
        public int newPods(PodCounts old, PodCounts next) {
            return blueGreen.greenPods();
        }

        @Override
        public int percent() {
            return blueGreen.green() ? 100 : 0;
        }
    }

    private record Steps(Canary canary, boolean divided, CountOrPercentage surge, CountOrPercentage unavailable)
            implements Course {
        @Override
        public void scale(int pods) {
            canary.scale(pods);
        }

        @Override
        public void observe(int available, boolean bad, long nowNanos) {
            canary.observe(available, bad, nowNanos);
        }

        @Override
        public long nextNanos() {
            return canary.nextNanos();
        }

        @Override
        public RolloutStage stage() {
            return switch (canary.stage()) {
                case STEPPING -> RolloutStage.PROGRESSING;
                case DONE -> RolloutStage.COMPLETE;
                case ABORTED -> RolloutStage.ROLLED_BACK;
            };
        }

        @Override
        public int oldPods(PodCounts old, PodCounts next) {
            int wanted = canary.stablePods();
            if (!fenced() || old.staying() <= wanted) {
                return wanted;
            }
            int least = canary.replicas() - fenceposts().unavailable();
            int spare = old.ready() + next.ready() - least;
            int unwell = old.staying() - old.ready();
            return old.staying() - Math.min(old.staying() - wanted, unwell + Math.max(0, spare));
        }

        @Override
        public int newPods(PodCounts old, PodCounts next) {
            int wanted = canary.canaryPods();
            int room = canary.replicas() + fenceposts().surge() - old.staying() - next.staying();
            return fenced() && next.staying() < wanted ? Math.min(wanted, next.staying() + Math.max(0, room)) : wanted;
        }

        /** Whether pods of both versions are all that there is for requests. */
        private boolean fenced() {
            return !divided && canary.stage() == Canary.Stage.STEPPING;
        }

        private Fenceposts fenceposts() {
            return Fenceposts.of(surge, unavailable, canary.replicas());
        }

        @Override
        public int percent() {
            return divided || canary.stage() == Canary.Stage.ABORTED ? canary.percent() : -1;
        }
    }

    @Override
    public void update(String version, long nowNanos) {
        waiting.add(version);
        last = RolloutStage.PROGRESSING;
    }

    @Override
    public void scale(int pods, long nowNanos) {
        replicas = pods;
        if (course != null) {
            course.scale(pods);
        }
    }

    @Override
    public List<RolloutStep> step(View view, long nowNanos) {
        beginNext();
        SortedMap<String, Integer> wanted = new TreeMap<>();
        view.pods().forEach(pod -> wanted.put(pod.version(), 0));
        Course under = course;
        String version = next;
        if (under == null || version == null) {
            wanted.put(stable, replicas);
        } else {
            under.observe(PodCounts.of(version, view).available(0, nowNanos), view.goesWrong(version), nowNanos);
            PodCounts old = PodCounts.of(stable, view);
            PodCounts newer = PodCounts.of(version, view);
            wanted.put(stable, under.oldPods(old, newer));
            wanted.put(version, under.newPods(old, newer));
            if (end(under, version) && !waiting.isEmpty()) {
                return step(view, nowNanos); // there may be nothing left that would have it asked again
            }
        }
        List<RolloutStep> steps = new ArrayList<>();
        wanted.forEach((each, pods) -> PodCounts.of(each, view).bringTo(pods, each, nowNanos, steps));
        begun |= under == null && PodCounts.of(stable, view).ready() == replicas;
        return steps;
    }

    private void beginNext() {
        while (course == null && !waiting.isEmpty()) {
            String version = waiting.remove(0);
            if (version.equals(stable)) {
                last = RolloutStage.COMPLETE; // there is nothing to exchange
            } else {
                next = version;
                course = maker.make(replicas);
            }
        }
    }

    /** Says whether it is over. */
    private boolean end(Course under, String version) {
        RolloutStage stage = under.stage();
        if (stage == RolloutStage.PROGRESSING) {
            return false;
        }
        stable = stage == RolloutStage.COMPLETE ? version : stable;
        course = null;
        next = null;
        last = stage;
        return true;
    }

    @Override
    public long nextNanos() {
        return course == null ? Long.MAX_VALUE : course.nextNanos();
    }

    @Override
    public RolloutStage stage() {
        boolean waits = course != null || !waiting.isEmpty();
        return waits
                ? RolloutStage.PROGRESSING
                : last == RolloutStage.PROGRESSING && begun ? RolloutStage.COMPLETE : last;
    }

    @Override
    public boolean serves(String version) {
        return course instanceof Switch present ? version.equals(present.percent() == 100 ? next : stable) : true;
    }

    /** Of blue and green the one that requests go to is what an HPA selects; of a canary both versions are. */
    @Override
    public boolean measured(String version) {
        return serves(version);
    }

    @Override
    public int percentOf(String version) {
        if (course == null) {
            return version.equals(stable) ? 100 : 0;
        }
        int percent = course.percent();
        return percent < 0 ? -1 : version.equals(next) ? percent : version.equals(stable) ? 100 - percent : 0;
    }
}

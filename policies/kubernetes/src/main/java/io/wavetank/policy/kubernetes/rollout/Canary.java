package io.wavetank.policy.kubernetes.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives the next version a share of the requests that grows in steps, and goes back if they go wrong.
 *
 * <p>With a mesh that divides requests (true) the share is exact and the old version keeps all its pods until the end; the next one has
 * {@code ceil(share * replicas)}. Without (false) requests go where pods are: the old version has {@code ceil((1 - share) * replicas)}, so that there may be one more
 * in all. A step begins when the pods of the one before are available, and lasts for its pause. Another number of pods in all leaves the step as it is, and its shares are of that.
 *
 * <p>Source: Argo Rollouts, {@code strategy.canary}: {@code setWeight}, {@code pause}, aborting sends all requests to the stable version at once. Times are
 * nanoseconds.
 */
public final class Canary {
    /**
     * One step.
     *
     * @param percent of requests that the next version gets, 0 to 100
     * @param pauseNanos how long it lasts once its pods are available
     */
    public record Step(int percent, long pauseNanos) {
        /** Checks the ranges. */
        public Step {
            if (percent < 0 || percent > 100 || pauseNanos < 0) {
                throw new IllegalArgumentException(
                        "A step has a percentage of 0 to 100 and a pause: " + percent + ", " + pauseNanos);
            }
        }
    }

    /** How it stands. */
    public enum Stage {
        /** In one of its steps. */
        STEPPING,
        /** All requests go to the next version. */
        DONE,
        /** All requests go to the old version. */
        ABORTED
    }

    private static final long NOT_YET = Long.MAX_VALUE;

    private int replicas;
    private final boolean divided;
    private final List<Step> steps;
    private Stage stage = Stage.STEPPING;
    private int step;
    private long availableSinceNanos = NOT_YET;

    /**
     * Begins one.
     *
     * @param replicas pods in all
     * @param divided whether a mesh divides requests
     * @param steps in their order, 1 or more; one of 100 percent is added where the last is not
     */
    public Canary(int replicas, boolean divided, List<Step> steps) {
        if (replicas < 0 || steps.isEmpty()) {
            throw new IllegalArgumentException("A canary needs pods and steps: " + replicas + ", " + steps.size());
        }
        this.replicas = replicas;
        this.divided = divided;
        var all = new ArrayList<>(steps);
        if (steps.get(steps.size() - 1).percent() != 100) {
            all.add(new Step(100, 0));
        }
        this.steps = List.copyOf(all);
    }

    /** How many pods there are in all. */
    public int replicas() {
        return replicas;
    }

    /** There is another number of pods in all. */
    public void scale(int pods) {
        replicas = pods;
    }

    /**
     * Looks at the next version.
     *
     * @param available pods of it
     * @param bad whether its requests go wrong
     */
    public Stage observe(int available, boolean bad, long nowNanos) {
        if (stage == Stage.STEPPING && bad) {
            stage = Stage.ABORTED;
        }
        while (stage == Stage.STEPPING) {
            if (availableSinceNanos == NOT_YET && available >= canaryPods()) {
                availableSinceNanos = nowNanos;
            }
            if (availableSinceNanos == NOT_YET
                    || nowNanos - availableSinceNanos < steps.get(step).pauseNanos()) {
                break;
            }
            availableSinceNanos = NOT_YET;
            if (++step == steps.size()) {
                stage = Stage.DONE;
            }
        }
        return stage;
    }

    /** When it is to be looked at at the latest; {@link Long#MAX_VALUE} if only pods can bring it on. */
    public long nextNanos() {
        boolean pausing = stage == Stage.STEPPING && availableSinceNanos != NOT_YET;
        return pausing ? availableSinceNanos + steps.get(step).pauseNanos() : Long.MAX_VALUE;
    }

    /** How it stands. */
    public Stage stage() {
        return stage;
    }

    /** Percentage of requests that the next version gets. */
    public int percent() {
        return switch (stage) {
            case STEPPING -> steps.get(step).percent();
            case DONE -> 100;
            case ABORTED -> 0;
        };
    }

    /** How many pods of the next version there are to be. */
    public int canaryPods() {
        return share(percent());
    }

    /** How many old pods there are to be. */
    public int stablePods() {
        return switch (stage) {
            case STEPPING -> divided ? replicas : share(100 - percent());
            case DONE -> 0;
            case ABORTED -> replicas;
        };
    }

    private int share(int percent) {
        return Math.toIntExact(((long) percent * replicas + 99) / 100);
    }
}

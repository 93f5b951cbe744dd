package io.wavetank.policy.kubernetes.rollout;

/**
 * Exchanges versions at once: the next one (green) is made in full beside the present one (blue), all requests go over to it when it is available
 * and has been looked at for a time, and the old pods stay for a while in case of a return. The next one is available in full when requests go over. Another number of
 * pods is that of both versions as long as both are there.
 *
 * <p>Source: Argo Rollouts, {@code strategy.blueGreen}: {@code scaleDownDelaySeconds} 30 by default, {@code autoPromotionSeconds}. Times are nanoseconds.
 */
public final class BlueGreen {
    /** How far it has come. */
    public enum Stage {
        /** The next version comes up; requests go to the old one. */
        COMING_UP,
        /** It is available and is looked at; requests go to the old one. */
        ON_TRIAL,
        /** Requests go to the next version; the old one is still there. */
        SWITCHED,
        /** The old one is gone. */
        DONE,
        /** Requests go to the old version, the next one is gone. */
        ABORTED
    }

    private int replicas;
    private final long trialNanos;
    private final long delayNanos;
    private Stage stage = Stage.COMING_UP;
    private long sinceNanos;

    /**
     * Begins one.
     *
     * @param replicas pods of each version
     * @param trialNanos how long the next version is available before requests go to it
     * @param delayNanos how long the old pods stay after that
     */
    public BlueGreen(int replicas, long trialNanos, long delayNanos) {
        if (replicas < 0 || trialNanos < 0 || delayNanos < 0) {
            throw new IllegalArgumentException(
                    "Blue and green need pods and times: " + replicas + ", " + trialNanos + ", " + delayNanos);
        }
        this.replicas = replicas;
        this.trialNanos = trialNanos;
        this.delayNanos = delayNanos;
    }

    /** Each version has another number of pods. */
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
        if (stage == Stage.COMING_UP && available >= replicas) {
            enter(Stage.ON_TRIAL, nowNanos);
        }
        boolean undecided = stage == Stage.COMING_UP || stage == Stage.ON_TRIAL || stage == Stage.SWITCHED;
        if (undecided && bad) {
            enter(Stage.ABORTED, nowNanos);
        }
        if (stage == Stage.ON_TRIAL && available >= replicas && nowNanos - sinceNanos >= trialNanos) {
            enter(Stage.SWITCHED, nowNanos);
        }
        if (stage == Stage.SWITCHED && nowNanos - sinceNanos >= delayNanos) {
            enter(Stage.DONE, nowNanos);
        }
        return stage;
    }

    /** When it is to be looked at at the latest; {@link Long#MAX_VALUE} if only pods can bring it on. */
    public long nextNanos() {
        return switch (stage) {
            case ON_TRIAL -> sinceNanos + trialNanos;
            case SWITCHED -> sinceNanos + delayNanos;
            case COMING_UP, DONE, ABORTED -> Long.MAX_VALUE;
        };
    }

    /** How far it has come. */
    public Stage stage() {
        return stage;
    }

    /** How many old pods there are to be. */
    public int bluePods() {
        return stage == Stage.DONE ? 0 : replicas;
    }

    /** How many pods of the next version there are to be. */
    public int greenPods() {
        return stage == Stage.ABORTED ? 0 : replicas;
    }

    /** Whether requests go to the next version. */
    public boolean green() {
        return stage == Stage.SWITCHED || stage == Stage.DONE;
    }

    private void enter(Stage next, long nowNanos) {
        stage = next;
        sinceNanos = nowNanos;
    }
}

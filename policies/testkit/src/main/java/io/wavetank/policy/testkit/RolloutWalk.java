package io.wavetank.policy.testkit;

import io.wavetank.policy.Draws;
import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;

/**
 * A rollout under random updates and changes of number, with pods that become ready late, leave or are gone, and then in peace until it must have come to its
 * end.
 */
public final class RolloutWalk {
    private static final long SECOND = 1_000_000_000L;
    private static final int STEPS = 40;
    private static final int SECONDS_IN_PEACE = 300;
    private static final int MOST_PODS = 20;

    private final RolledPods pods;
    private String version = "v0";
    private int wanted;

    private RolloutWalk(Rollout rollout, int wanted) {
        this.pods = new RolledPods(rollout);
        this.wanted = wanted;
    }

    /** Walks with a rollout of version {@code v0} that has not begun, of so many pods. */
    public static RolloutWalk of(Rollout rollout, int wanted, Draws draws) {
        var walk = new RolloutWalk(rollout, wanted);
        long now = 0;
        for (int step = 1; step <= STEPS; step++) {
            now += SECOND * (1 + draws.below(4, step, 0));
            walk.disturb(rollout, now, step, draws);
            walk.pods.settle(now);
            walk.makeReady(draws.below(5, step, 4), draws.below(3, step, 5), now);
            walk.pods.settle(now);
        }
        for (int i = 0; i < SECONDS_IN_PEACE; i++) {
            now += SECOND;
            walk.pods.gone();
            walk.makeReady(Integer.MAX_VALUE, i % 3, now);
            walk.pods.settle(now);
        }
        return walk;
    }

    private void disturb(Rollout rollout, long now, int step, Draws draws) {
        int what = draws.below(6, step, 1);
        if (what == 0) {
            wanted = draws.below(MOST_PODS, step, 2);
            rollout.scale(wanted, now);
        } else if (what == 1) {
            version = "v" + draws.below(4, step, 3);
            rollout.update(version, now);
        } else if (what == 2) {
            pods.gone();
        } else if (what == 3) {
            drain(draws.below(MOST_PODS, step, 6));
        }
    }

    /** One of the pods that stay has to leave its node, if so many do. */
    private void drain(int which) {
        pods.pods().stream()
                .filter(pod -> !pod.leaving())
                .skip(which)
                .findFirst()
                .ifPresent(pod -> pods.drain(pod.version()));
    }

    /** So many of the pods that are not ready are from now on. */
    private void makeReady(int most, int node, long now) {
        int left = most;
        for (RolledPod pod : pods.pods()) {
            if (left > 0 && !pod.ready() && !pod.leaving()) {
                pods.ready(pod.version(), 1, node, now);
                left--;
            }
        }
    }

    /** The pods in the end. */
    public RolledPods pods() {
        return pods;
    }

    /** What they should be, as {@link RolledPods#toString} says it. */
    public String expected() {
        return wanted == 0 ? "{}" : "{" + version + "=" + wanted + "}";
    }

    /** The version asked for last. */
    public String version() {
        return version;
    }

    /** The number asked for last. */
    public int wanted() {
        return wanted;
    }
}

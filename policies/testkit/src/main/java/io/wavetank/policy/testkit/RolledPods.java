package io.wavetank.policy.testkit;

import io.wavetank.policy.rollout.RolledPod;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pods of a service that is rolled out, in the hands of a test: made and stopped as the rollout says, up and gone when the test says. */
public final class RolledPods implements Rollout.View {
    private final List<Pod> pods = new ArrayList<>();
    private final Rollout rollout;
    private int made;

    /** Begins without pods. */
    public RolledPods(Rollout rollout) {
        this.rollout = rollout;
    }

    /** Takes steps until there are none, and says what there is to be afterwards: versions with how many of their pods stay. */
    public String settle(long nowNanos) {
        List<RolloutStep> steps = rollout.step(this, nowNanos);
        while (!steps.isEmpty()) {
            for (RolloutStep step : steps) {
                if (step instanceof RolloutStep.Make make) {
                    pods.add(new Pod(made++, make.version(), make.slot(), nowNanos));
                } else if (step instanceof RolloutStep.Stop stop) {
                    ((Pod) stop.pod()).leaving = true;
                }
            }
            steps = rollout.step(this, nowNanos);
        }
        return toString();
    }

    /** So many of the pods of a version that stay and are not ready are on a node, and ready from now on; the first ones. */
    public void ready(String version, int count, int node, long nowNanos) {
        int left = count;
        for (Pod pod : pods) {
            if (left > 0 && pod.version.equals(version) && !pod.leaving && !pod.ready) {
                pod.ready = true;
                pod.node = node;
                pod.readySinceNanos = nowNanos;
                left--;
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException(left + " more of " + version + " than there are: " + this);
        }
    }

    /** The first pod of a version that stays is told to stop by others, such as who empties its node. */
    public void drain(String version) {
        for (Pod pod : pods) {
            if (pod.version.equals(version) && !pod.leaving) {
                pod.leaving = true;
                return;
            }
        }
        throw new IllegalArgumentException("None of " + version + " stays: " + this);
    }

    /** Those that were told to stop are gone. */
    public void gone() {
        pods.removeIf(pod -> pod.leaving);
    }

    /** The slots of the pods of a version that stay. */
    public List<Integer> slots(String version) {
        return pods.stream()
                .filter(pod -> !pod.leaving && pod.version.equals(version))
                .map(pod -> pod.slot)
                .sorted()
                .toList();
    }

    @Override
    public List<? extends RolledPod> pods() {
        return List.copyOf(pods);
    }

    @Override
    public boolean goesWrong(String version) {
        return false;
    }

    @Override
    public String toString() {
        SortedMap<String, Integer> staying = new TreeMap<>();
        pods.stream().filter(pod -> !pod.leaving).forEach(pod -> staying.merge(pod.version, 1, Integer::sum));
        return staying.toString();
    }

    private static final class Pod implements RolledPod {
        private final int number;
        private final String version;
        private final int slot;
        private final long createdNanos;
        private int node = -1;
        private boolean ready;
        private long readySinceNanos;
        private boolean leaving;

        Pod(int number, String version, int slot, long createdNanos) {
            this.number = number;
            this.version = version;
            this.slot = slot;
            this.createdNanos = createdNanos;
        }

        @Override
        public String name() {
            return version + "-" + number;
        }

        @Override
        public String version() {
            return version;
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
            return ready;
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
            return 0;
        }

        @Override
        public boolean leaving() {
            return leaving;
        }

        @Override
        public boolean failed() {
            return false;
        }
    }
}

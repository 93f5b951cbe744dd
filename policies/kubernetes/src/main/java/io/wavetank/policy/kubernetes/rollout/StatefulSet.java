package io.wavetank.policy.kubernetes.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The StatefulSet controller: pods with numbers, made from the first to the last and exchanged from the last to the first.
 *
 * <p>In order ({@link Management#ORDERED_READY}) the next thing is done only when every pod before it runs and is available; in parallel pods are
 * made and taken away at once, but an update still goes one pod at a time. An update leaves pods with numbers below the partition at the version
 * before; such a pod that is lost comes back as that.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/controller/statefulset}, {@code updateStatefulSet}.
 */
public final class StatefulSet {
    /** In what order pods come and go. */
    public enum Management {
        /** One after the other. */
        ORDERED_READY,
        /** All at once. */
        PARALLEL
    }

    /** What an update does. */
    public enum Update {
        /** Exchanges pods by itself. */
        ROLLING_UPDATE,
        /** Waits for somebody to delete them. */
        ON_DELETE
    }

    /**
     * What it is to be.
     *
     * @param replicas how many pods
     * @param management in what order they come and go
     * @param update what an update does
     * @param partition pods with smaller numbers are not updated
     */
    public record Spec(int replicas, Management management, Update update, int partition) {
        /** Checks the ranges. */
        public Spec {
            if (replicas < 0 || partition < 0) {
                throw new IllegalArgumentException(
                        "Nothing of a StatefulSet is negative: replicas=" + replicas + ", partition=" + partition);
            }
        }
    }

    /**
     * One of its pods.
     *
     * @param version what it was made after
     * @param available whether it runs and has been ready for long enough
     * @param leaving whether it is on its way out
     * @param ended whether it has failed or succeeded
     */
    public record Pod(String version, boolean available, boolean leaving, boolean ended) {
        boolean well() {
            return available && !leaving;
        }
    }

    /** What it decides. */
    public sealed interface Action {
        /** The number of the pod. */
        int ordinal();

        /**
         * A pod is made.
         *
         * @param ordinal its number
         * @param version what it is made after
         */
        record Create(int ordinal, String version) implements Action {}

        /**
         * A pod is deleted.
         *
         * @param ordinal its number
         */
        record Delete(int ordinal) implements Action {}
    }

    private Spec spec;
    private String current;
    private String target;

    /** Creates one of a version. */
    public StatefulSet(Spec spec, String version) {
        this.spec = spec;
        this.current = version;
        this.target = version;
    }

    /** Sets everything but the version. */
    public void update(Spec newSpec) {
        spec = newSpec;
    }

    /** Sets the version that is wanted. */
    public void update(String version) {
        target = version;
    }

    /**
     * Makes one pass.
     *
     * @param pods by their numbers, null where there is none
     */
    public List<Action> sync(List<@Nullable Pod> pods) {
        var actions = new StatefulPass(spec, current, target).run(pods);
        if (actions.isEmpty() && allUpdated(pods)) {
            current = target;
        }
        return actions;
    }

    /** Whether every pod that is wanted is there, of the wanted version and available, and no other is. */
    public boolean complete(List<@Nullable Pod> pods) {
        return allUpdated(pods);
    }

    private boolean allUpdated(List<@Nullable Pod> pods) {
        for (int i = 0; i < Math.max(pods.size(), spec.replicas()); i++) {
            Pod pod = i < pods.size() ? pods.get(i) : null;
            boolean wanted = i < spec.replicas();
            if (wanted != (pod != null)
                    || (pod != null && !(pod.well() && pod.version().equals(target)))) {
                return false;
            }
        }
        return true;
    }
}

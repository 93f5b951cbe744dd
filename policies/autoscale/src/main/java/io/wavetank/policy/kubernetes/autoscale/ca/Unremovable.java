package io.wavetank.policy.kubernetes.autoscale.ca;

import org.jspecify.annotations.Nullable;

/**
 * Why a node stays.
 *
 * @param reason the reason
 * @param blocker the pod that blocks it, where one does
 * @param why what is wrong with that pod
 */
public record Unremovable(
        Reason reason,
        @Nullable RunningPod blocker,
        @Nullable Blocker why) {
    /** A node stays, whatever its pods. */
    static Unremovable of(Reason reason) {
        return new Unremovable(reason, null, null);
    }

    /** Why a node stays, by the names of the original. */
    public enum Reason {
        /** An attempt to remove it failed not long ago. */
        RECENTLY_UNREMOVABLE("RecentlyUnremovable"),
        /** It is on its way out. */
        CURRENTLY_BEING_DELETED("CurrentlyBeingDeleted"),
        /** An annotation keeps it. */
        SCALE_DOWN_DISABLED("ScaleDownDisabledAnnotation"),
        /** It belongs to no group. */
        NOT_AUTOSCALED("NotAutoscaled"),
        /** Its pods request enough of it. */
        NOT_UNDERUTILIZED("NotUnderutilized"),
        /** A pod on it may not be moved. */
        BLOCKED_BY_POD("BlockedByPod"),
        /** A pod on it finds no other place. */
        NO_PLACE_TO_MOVE_PODS("NoPlaceToMovePods");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The original's name for it. */
        public String text() {
            return text;
        }
    }

    /** Why a pod may not be moved, by the names of the original. */
    public enum Blocker {
        /** Its controller is gone. */
        CONTROLLER_NOT_FOUND("ControllerNotFound"),
        /** Its controller has too few replicas. */
        MIN_REPLICAS_REACHED("MinReplicasReached"),
        /** Nobody would start it again. */
        NOT_REPLICATED("NotReplicated"),
        /** It belongs to the system, and no budget says how far it may be disturbed. */
        UNMOVABLE_KUBE_SYSTEM_POD("UnmovableKubeSystemPod"),
        /** It would lose data. */
        LOCAL_STORAGE_REQUESTED("LocalStorageRequested"),
        /** It says so. */
        NOT_SAFE_TO_EVICT("NotSafeToEvictAnnotation"),
        /** A budget is used up. */
        NOT_ENOUGH_PDB("NotEnoughPdb");

        private final String text;

        Blocker(String text) {
            this.text = text;
        }

        /** The original's name for it. */
        public String text() {
            return text;
        }
    }
}

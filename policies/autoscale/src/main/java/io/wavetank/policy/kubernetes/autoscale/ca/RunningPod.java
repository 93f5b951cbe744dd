package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod on a node, with everything that scaling down asks about it.
 *
 * @param name its name, unique in its namespace
 * @param node the name of the node that it is on
 * @param template what the scheduler looks at
 * @param owner its controller, or null if it has none
 * @param mirror whether it mirrors a pod that the node runs by itself
 * @param saysDaemon whether an annotation says that it is to be treated as a daemon's
 * @param eviction what an annotation says about evicting it
 * @param volumes its volumes
 * @param safeLocalVolumes the annotation that names local volumes which may be lost, separated by commas
 * @param phase how far its containers have come
 * @param restart when its containers are started again
 * @param deletion when and how it was told to stop, or null if it was not
 */
public record RunningPod(
        String name,
        String node,
        PodTemplate template,
        @Nullable Owner owner,
        boolean mirror,
        boolean saysDaemon,
        Eviction eviction,
        List<Volume> volumes,
        String safeLocalVolumes,
        Phase phase,
        Restart restart,
        @Nullable Deletion deletion) {
    private static final long LONG_MILLIS = 30_000;
    private static final String DAEMON_SET = "DaemonSet";

    /** Copies the volumes. */
    public RunningPod {
        volumes = List.copyOf(volumes);
    }

    /** A controller; it lives where the pod does. */
    public record Owner(String kind, String name) {}

    /** A volume by the name of its source, such as {@code emptyDir}. */
    public record Volume(String name, String type) {
        boolean local() {
            return type.equals("emptyDir") || type.equals("hostPath");
        }
    }

    /** When it was told to stop, and how long it may take. */
    public record Deletion(long atMillis, long graceMillis) {}

    /** What the annotation {@code safe-to-evict} says. */
    public enum Eviction {
        /** Nothing. */
        UNSAID,
        /** It may be evicted, whatever else. */
        SAFE,
        /** It may not. */
        NOT_SAFE
    }

    /** How far the containers have come. */
    public enum Phase {
        /** They are yet to run. */
        PENDING,
        /** They run. */
        RUNNING,
        /** All ended well. */
        SUCCEEDED,
        /** All ended, some of them badly. */
        FAILED,
        /** The node does not say. */
        UNKNOWN
    }

    /** When containers are started again. */
    public enum Restart {
        /** Whenever they end. */
        ALWAYS,
        /** When they end badly. */
        ON_FAILURE,
        /** Not at all. */
        NEVER
    }

    /** Its namespace. */
    public String namespace() {
        return template.spec().namespace();
    }

    /** Its name with its namespace. */
    public String key() {
        return namespace() + "/" + name;
    }

    String ownerKind() {
        return owner == null ? "" : owner.kind();
    }

    /** Whether it belongs to a daemon, by its controller or by what it says. */
    boolean daemon() {
        return saysDaemon || ownerKind().equals(DAEMON_SET);
    }

    /** Whether it will never run again. */
    boolean terminal() {
        return phase == Phase.FAILED || (phase == Phase.SUCCEEDED && restart != Restart.ALWAYS);
    }

    /** Whether it should have been gone for a while. */
    boolean longTerminating(long nowMillis) {
        return deletion != null && nowMillis > deletion.atMillis() + deletion.graceMillis() + LONG_MILLIS;
    }

    /** Whether it would lose data of a node that nobody has said may be lost. */
    boolean needsLocalStorage() {
        List<String> safe = List.of(safeLocalVolumes.split(",", -1));
        return volumes.stream().anyMatch(volume -> volume.local() && !safe.contains(volume.name()));
    }
}

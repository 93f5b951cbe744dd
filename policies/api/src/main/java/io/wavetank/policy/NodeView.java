package io.wavetank.policy;

import io.wavetank.policy.constraint.ContainerImage;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** One node as a policy sees it: live, read-only. Amounts are in the units of {@link Resources}. */
public interface NodeView {
    /** The node's number; stable for the whole run. */
    int index();

    /** The node's name, unique in the cluster. */
    String name();

    /** Whether the node is up and not cordoned: whether anything new may be placed on it. */
    boolean schedulable();

    /** Whether the node is there, up or down; one that is gone for good keeps its number, offers nothing, and never comes back. */
    default boolean present() {
        return true;
    }

    /** What the node offers to tasks. */
    long allocatable(int resource);

    /** What the tasks on the node hold. */
    long requested(int resource);

    /** What is left: {@code allocatable - requested}. */
    default long free(int resource) {
        return allocatable(resource) - requested(resource);
    }

    /** How many GPU devices the node has. */
    int gpuCount();

    /** The model of the node's GPUs; the empty string if it has none or the model is unknown. */
    String gpuModel();

    /** What is left of one device, in thousandths. */
    int gpuFreeMillis(int device);

    /** The node's labels. */
    SortedMap<String, String> labels();

    /** The node's taints. */
    List<Taint> taints();

    /** The images that it has pulled. */
    default List<ContainerImage> images() {
        return List.of();
    }

    /** How many volumes it can attach, by driver; a driver that is missing has no limit. */
    default SortedMap<String, Integer> attachLimits() {
        return Collections.emptySortedMap();
    }

    /** How fast work proceeds here; 1.0 is the speed at which run times are given. */
    double speed();

    /** Price per hour in the currency of the scenario; 0 if none is given. */
    double pricePerHour();
}

package io.wavetank.policy.kubernetes.queue;

import org.jspecify.annotations.Nullable;

/**
 * What may happen in a cluster that lets a waiting pod try again.
 *
 * <p>What is missing is never sent: kube-scheduler tells its queue neither of removed nodes, nor of heartbeats or a node being cordoned,
 * nor of services.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/scheduler/eventhandlers.go} and {@code pkg/scheduler/internal/queue/events.go}.
 */
public enum ClusterEvent {
    /** A node joined. */
    NODE_ADD,
    /** A node offers other amounts. */
    NODE_ALLOCATABLE,
    /** A node's labels changed. */
    NODE_LABEL,
    /** A node's taints changed, or it was uncordoned. */
    NODE_TAINT,
    /** A node's conditions changed. */
    NODE_CONDITION,
    /** A pod came to count on a node. */
    ASSIGNED_POD_ADD,
    /** A pod on a node changed. */
    ASSIGNED_POD_UPDATE,
    /** A pod on a node is gone, or never came to be there. */
    ASSIGNED_POD_DELETE,
    /** A volume claim was made. */
    PVC_ADD,
    /** A volume claim changed. */
    PVC_UPDATE,
    /** A volume claim is gone. */
    PVC_DELETE,
    /** A volume was made. */
    PV_ADD,
    /** A volume changed. */
    PV_UPDATE,
    /** A volume is gone. */
    PV_DELETE,
    /** A storage class was made. */
    STORAGE_CLASS_ADD,
    /** A storage class changed. */
    STORAGE_CLASS_UPDATE,
    /** A node's storage drivers became known. */
    CSI_NODE_ADD,
    /** A node's storage drivers changed. */
    CSI_NODE_UPDATE,
    /** A node's storage drivers are gone. */
    CSI_NODE_DELETE,
    /** A storage driver was made known. */
    CSI_DRIVER_ADD,
    /** A storage driver changed. */
    CSI_DRIVER_UPDATE,
    /** A report of free storage was made. */
    CSI_STORAGE_CAPACITY_ADD,
    /** A report of free storage changed. */
    CSI_STORAGE_CAPACITY_UPDATE,
    /** A pod has waited too long for any of the others; this one wakes it whatever it waits for. */
    UNSCHEDULABLE_TIMEOUT;

    /**
     * Returns the one event that an update of a node causes, or null if it causes none. A node of which several things changed causes the
     * event of the first only: pods that wait for another of them are not woken.
     *
     * @param uncordoned whether it was cordoned and no longer is; being cordoned is no event
     * @param allocatable whether the amounts that it offers changed
     * @param labels whether its labels changed
     * @param taints whether its taints changed
     * @param conditions whether its conditions changed, heartbeats aside
     */
    public static @Nullable ClusterEvent ofNodeUpdate(
            boolean uncordoned, boolean allocatable, boolean labels, boolean taints, boolean conditions) {
        if (uncordoned) {
            return NODE_TAINT;
        }
        if (allocatable) {
            return NODE_ALLOCATABLE;
        }
        if (labels) {
            return NODE_LABEL;
        }
        if (taints) {
            return NODE_TAINT;
        }
        return conditions ? NODE_CONDITION : null;
    }
}

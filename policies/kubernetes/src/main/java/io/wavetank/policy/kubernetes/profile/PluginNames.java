package io.wavetank.policy.kubernetes.profile;

/** The names of the in-tree plug-ins. */
public final class PluginNames {
    /** Keeps pods off cordoned nodes. */
    public static final String NODE_UNSCHEDULABLE = "NodeUnschedulable";
    /** Honours a node named outright. */
    public static final String NODE_NAME = "NodeName";
    /** Weighs taints against tolerations. */
    public static final String TAINT_TOLERATION = "TaintToleration";
    /** Honours node selectors and node affinity. */
    public static final String NODE_AFFINITY = "NodeAffinity";
    /** Keeps host ports apart. */
    public static final String NODE_PORTS = "NodePorts";
    /** Checks and scores requests. */
    public static final String NODE_RESOURCES_FIT = "NodeResourcesFit";
    /** Limits attached volumes. */
    public static final String NODE_VOLUME_LIMITS = "NodeVolumeLimits";
    /** Keeps pods near their volumes. */
    public static final String VOLUME_BINDING = "VolumeBinding";
    /** Honours spread constraints. */
    public static final String POD_TOPOLOGY_SPREAD = "PodTopologySpread";
    /** Honours pod affinity and anti-affinity. */
    public static final String INTER_POD_AFFINITY = "InterPodAffinity";
    /** Evicts pods of lower priority. */
    public static final String DEFAULT_PREEMPTION = "DefaultPreemption";
    /** Prefers nodes whose resources are used evenly. */
    public static final String NODE_RESOURCES_BALANCED_ALLOCATION = "NodeResourcesBalancedAllocation";
    /** Prefers nodes that have the images. */
    public static final String IMAGE_LOCALITY = "ImageLocality";
    /** Holds pods back until their gates are open. */
    public static final String SCHEDULING_GATES = "SchedulingGates";
    /** Orders waiting pods by priority. */
    public static final String PRIORITY_SORT = "PrioritySort";

    private PluginNames() {}
}

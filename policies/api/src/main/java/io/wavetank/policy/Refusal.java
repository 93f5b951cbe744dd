package io.wavetank.policy;

/** Why a decision was not carried out. */
public enum Refusal {
    /** The task is not in the state that the decision needs: it ended, or runs already, or does not run. */
    TASK_STATE,
    /** There is no such node, or it is down or cordoned. */
    NODE_UNAVAILABLE,
    /** The node has not enough left of some resource. */
    RESOURCES,
    /** The named devices do not exist, are of the wrong model or number, or have not enough left. */
    DEVICES,
    /** The node lacks a label that the task selects by, or has a taint that the task does not tolerate. */
    CONSTRAINT
}

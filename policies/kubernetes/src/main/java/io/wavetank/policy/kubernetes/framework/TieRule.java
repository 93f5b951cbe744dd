package io.wavetank.policy.kubernetes.framework;

/** Which of several equally good nodes is taken. */
public enum TieRule {
    /** One of them by a draw keyed by the number of the decision, in the order in which they were found. */
    DRAW,
    /** The one whose name is smallest in byte order. */
    LOWEST_NAME
}

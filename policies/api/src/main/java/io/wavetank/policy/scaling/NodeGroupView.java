package io.wavetank.policy.scaling;

import io.wavetank.policy.NodeView;

/** A group of equal nodes that can be asked for: live, read-only. */
public interface NodeGroupView {
    /** Its number, from 0. */
    int index();

    /** Its name. */
    String name();

    /** How many nodes it must keep. */
    int least();

    /** How many nodes it may have. */
    int most();

    /** How many nodes were asked of it: those that are there, those that boot, and those being emptied. */
    int size();

    /** How many of them have not booted yet. */
    int booting();

    /** How often nodes were asked for in vain since the start of the run: never came, or were beyond what the cloud grants. */
    int failures();

    /** When that happened last, in nanoseconds since the start of the run; -1 if never. */
    long lastFailureNanos();

    /** What a new node would be; empty, and of no number. */
    NodeView template();

    /** Whether its nodes can be taken back at short notice. */
    boolean spot();
}

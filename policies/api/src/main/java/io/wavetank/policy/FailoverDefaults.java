package io.wavetank.policy;

/**
 * A {@link Scheduler} that says how the system it belongs to deals with what breaks, where the scenario does not say otherwise. Schedulers
 * that do not say have {@link Leadership#ALONE} and {@link NodeHealth#IMMEDIATE}.
 */
public interface FailoverDefaults {
    /** How its control plane keeps a leader. */
    Leadership leadership();

    /** How it finds out that nodes are gone. */
    NodeHealth nodeHealth();
}

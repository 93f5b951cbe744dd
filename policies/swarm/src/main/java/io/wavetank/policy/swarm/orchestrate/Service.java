package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.task.TaskSpec;

/**
 * A service: what its tasks are and how many it is to have.
 *
 * @param spec what its tasks are, in the version that holds now
 * @param replicas how many tasks it has; for a job, how many are to end well; without meaning where tasks go by node
 * @param concurrent for a job, how many tasks it has at a time at most; else without meaning
 * @param createdNanos when its present version was asked for; a global job leaves out nodes that came later
 */
public record Service(TaskSpec spec, long replicas, long concurrent, long createdNanos) {
    /** Checks the amounts. */
    public Service {
        if (replicas < 0 || concurrent < 0) {
            throw new IllegalArgumentException(
                    "Service " + spec.service() + ": negative replicas " + replicas + " or concurrency " + concurrent);
        }
    }

    /** The service's name. */
    public String id() {
        return spec.service();
    }

    /** The same service with another number of replicas. */
    public Service scaled(long changed) {
        return new Service(spec, changed, concurrent, createdNanos);
    }
}

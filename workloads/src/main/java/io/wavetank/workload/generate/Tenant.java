package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Key;

/**
 * Who submits.
 *
 * @param name a user, a team, a queue
 * @param weight how often compared with the others, above 0; default 1
 */
public record Tenant(String name, double weight) {
    /** Checks both. */
    public Tenant {
        Key.name("tenant", name);
        Key.positive("weight", weight, "1 would do");
    }
}

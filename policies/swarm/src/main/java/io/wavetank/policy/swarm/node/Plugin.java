package io.wavetank.policy.swarm.node;

import java.util.List;

/**
 * A plug-in of a node's engine, or the need of one.
 *
 * @param type {@code Volume}, {@code Network} or {@code Log}
 * @param name its name; {@code name:latest} on a node answers to {@code name}
 */
public record Plugin(String type, String name) {
    /** The type of drivers of logs, which nodes of old do not report. */
    private static final String LOG = "Log";

    /** Whether a node with these has what is asked for; a node that reports no driver of logs at all is taken to have each. */
    public boolean among(List<Plugin> installed) {
        boolean ofType = false;
        for (Plugin each : installed) {
            if (each.type.equals(type)) {
                ofType = true;
                if (each.name.equals(name) || each.name.equals(name + ":latest")) {
                    return true;
                }
            }
        }
        return type.equals(LOG) && !ofType;
    }
}

package io.wavetank.policy.swarm.task;

import java.util.Comparator;

/**
 * A port that a service takes of the node itself (publish mode host).
 *
 * @param protocol such as {@code TCP}
 * @param port its number
 */
public record PublishedPort(String protocol, int port) implements Comparable<PublishedPort> {
    private static final Comparator<PublishedPort> ORDER =
            Comparator.comparing(PublishedPort::protocol).thenComparingInt(PublishedPort::port);

    /** Checks the number. */
    public PublishedPort {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    @Override
    public int compareTo(PublishedPort other) {
        return ORDER.compare(this, other);
    }
}

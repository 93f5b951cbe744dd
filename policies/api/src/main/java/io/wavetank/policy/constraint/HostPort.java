package io.wavetank.policy.constraint;

/**
 * A port of the node that a container takes for itself.
 *
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param ip the node's address; {@link #ANY_ADDRESS} takes the port on all
 * @param port its number, above 0
 */
public record HostPort(String protocol, String ip, int port) {
    /** Stands for all addresses of a node. */
    public static final String ANY_ADDRESS = "0.0.0.0";

    /** Fills in what is empty: TCP, all addresses. */
    public HostPort {
        protocol = protocol.isEmpty() ? "TCP" : protocol;
        ip = ip.isEmpty() ? ANY_ADDRESS : ip;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    /** Whether the two cannot both be taken on one node. */
    public boolean clashesWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (ip.equals(other.ip) || ip.equals(ANY_ADDRESS) || other.ip.equals(ANY_ADDRESS));
    }
}

package io.wavetank.sim.traffic;

/**
 * What a proxy beside each replica costs, as the sidecar of a mesh: time and processor time of what passes it, handshakes of its connections, and
 * memory.
 *
 * <p>A call passes the proxy of the caller, if it has one, and that of the called replica, there and back. The processor time is taken from the
 * cores of the replica that the proxy stands beside: once for a request that comes in, once for each call that goes out (as often as it is
 * expected to be made; retries go out at no cost). A connection is made by the first call of a side to a replica: that one and those that come
 * meanwhile wait until it stands, and it stands as long as the replica does.
 *
 * @param latencyNanos what each pass takes, in nanoseconds
 * @param cpuNanos processor time of a request, in nanoseconds at speed 1
 * @param handshakeTrips round trips until a connection stands: 1 for TCP, 2 with TLS 1.3, 3 with TLS 1.2
 * @param handshakeCpuNanos processor time of the called side for a handshake, in nanoseconds at speed 1
 * @param memoryBytes what a proxy holds
 */
public record ProxySpec(
        long latencyNanos, long cpuNanos, int handshakeTrips, long handshakeCpuNanos, long memoryBytes) {
    /** Checks that nothing is negative. */
    public ProxySpec {
        if (latencyNanos < 0 || cpuNanos < 0 || handshakeTrips < 0 || handshakeCpuNanos < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("A proxy costs 0 or more: " + latencyNanos + ", " + cpuNanos + ", "
                    + handshakeTrips + ", " + handshakeCpuNanos + ", " + memoryBytes);
        }
    }

    /** Whether connections are told apart from calls. */
    boolean connects() {
        return handshakeTrips > 0 || handshakeCpuNanos > 0;
    }
}

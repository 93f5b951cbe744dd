package io.wavetank.policy.traffic;

/**
 * The endpoints of one service as one client side sees them, at the instant of one request.
 *
 * <p>Endpoints are numbered from 0 to {@link #size()} - 1 in a stable order (that of their coming); the numbers hold until the next
 * {@link LoadBalancer#endpointsChanged}. The object is reused: nothing of it may be kept.
 *
 * <p>Units: times are nanoseconds since the start of the run.
 */
public interface Endpoints {
    /** Number of endpoints in the list. */
    int size();

    /** What names an endpoint for good, whatever its index: hashed by consistent hashing. */
    long id(int endpoint);

    /** Its weight, 1 or more. */
    int weight(int endpoint);

    /** Whether this side thinks it well: probes pass and it is not ejected. The list holds the others too. */
    boolean isHealthy(int endpoint);

    /** Requests of this side that it has not yet answered. */
    int outstanding(int endpoint);

    /** Requests in the endpoint from all sides, waiting or in service: the truth, as only a central balancer or an oracle knows it. */
    int load(int endpoint);

    /** Number of the version that it runs; 0 if versions are not told apart. */
    default int version(int endpoint) {
        return 0;
    }

    /** The part of the requests that a version is to get from now on, 0 or more; -1 where nobody says. */
    default int versionPart(int version) {
        return -1;
    }

    /** Number of the zone it is in. */
    int zone(int endpoint);

    /** Number of the zone that this client side is in. */
    int clientZone();

    /** Share of the clients that are like this one, itself among them, that are in a zone, 0 to 1: what zone-aware routing balances against. */
    double clientShare(int zone);

    /** Number of zones; zones are numbered from 0. */
    int zoneCount();

    /** The present instant. */
    long nowNanos();

    /** Hash of what the request is to be routed by: a user, a session, a key. */
    long requestHash();
}

package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.OutlierDetector;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One side that routes to one service: its balancer, what guards its calls, and the endpoints as it knows them. */
final class ClientSide implements Endpoints {
    /** The answer of {@link #connect} to the one that begins a connection. */
    static final long FIRST = -1;

    final Service service;
    final LoadBalancer balancer;
    final boolean wantsAnswers;
    final @Nullable CallPolicy policy;
    Place place;
    final long number;
    /** The replica that calls, or null for what is outside or in the middle. */
    final @Nullable Replica caller;

    /** When the last news that is under way comes. */
    long newsNanos;

    private final double[] clientShares;
    /** Lines of time-outs of one try and of the whole call, or NONE; see {@link TimeoutLines}. */
    int tryLine = CallTable.NONE;

    int totalLine = CallTable.NONE;
    /** How many draws were taken for news and sweeps. */
    long drawn;

    /** Tries that are held until there is an endpoint, in the order of their coming. */
    final ArrayDeque<Call> held = new ArrayDeque<>();

    private int[] members = new int[0];
    /** By number of the replica within the service. */
    private int[] outstanding = new int[16];

    private int[] indexOf = new int[16];
    private long nowNanos;
    private long requestHash;
    /** By number of the replica, where connections are told apart: when that to it stands, and to which start of it. */
    private long[] standsNanos = new long[0];

    private int[] epochs = new int[0];

    ClientSide(
            Service service,
            long number,
            LoadBalancer balancer,
            @Nullable CallPolicy policy,
            @Nullable Replica caller,
            Place place,
            int zones) {
        this.service = service;
        this.number = number;
        this.balancer = balancer;
        this.wantsAnswers = balancer.wantsAnswers();
        this.policy = policy;
        this.caller = caller;
        this.place = place;
        this.clientShares = new double[zones];
        Arrays.fill(indexOf, LoadBalancer.NONE);
    }

    /** Takes news of the endpoints. */
    void learn(int[] endpoints, long now) {
        OutlierDetector outliers = policy == null ? null : policy.outliers();
        ensure(service.replicas.size());
        int[] before = members;
        members = endpoints;
        if (outliers != null) {
            for (int replica : endpoints) {
                if (indexOf[replica] == LoadBalancer.NONE) {
                    outliers.endpointAdded(replica);
                }
            }
        }
        Arrays.fill(indexOf, LoadBalancer.NONE);
        for (int i = 0; i < endpoints.length; i++) {
            indexOf[endpoints[i]] = i;
        }
        if (outliers != null) {
            for (int replica : before) {
                if (indexOf[replica] == LoadBalancer.NONE) {
                    outliers.endpointRemoved(replica);
                }
            }
        }
        healthChanged(now);
    }

    /** Which share of those that call as this side does is in each zone. */
    private void countClients() {
        Arrays.fill(clientShares, 0);
        if (caller == null) {
            double all = Arrays.stream(service.outside).sum();
            for (int zone = 0; zone < clientShares.length; zone++) {
                clientShares[zone] = service.outside[zone] / all;
            }
            return;
        }
        int[] peers = caller.service.endpoints;
        for (int peer : peers) {
            clientShares[caller.service.replicas.get(peer).place.zone()] += 1.0 / peers.length;
        }
    }

    /** The list is the same, but what is well is not. */
    void healthChanged(long now) {
        nowNanos = now;
        countClients();
        balancer.endpointsChanged(this);
    }

    private void ensure(int replicas) {
        if (replicas > indexOf.length) {
            int old = indexOf.length;
            int size = Math.max(replicas, 2 * old);
            indexOf = Arrays.copyOf(indexOf, size);
            outstanding = Arrays.copyOf(outstanding, size);
            Arrays.fill(indexOf, old, size, LoadBalancer.NONE);
        }
    }

    /** Whether it knows of no endpoint. */
    boolean knowsNone() {
        return members.length == 0;
    }

    /** Whether its tries carry their deadlines. */
    boolean handsOnDeadlines() {
        return policy != null && policy.timeouts().propagated();
    }

    /** Picks the replica for a try, or null if none may be taken. */
    @Nullable
    Replica pick(long now, long hash, long draw) {
        nowNanos = now;
        requestHash = hash;
        int picked = balancer.pick(this, draw);
        if (picked == LoadBalancer.NONE) {
            return null;
        }
        int replica = members[picked];
        outstanding[replica]++;
        return service.replica(replica);
    }

    /**
     * Connects to a replica if need be; returns how long it takes until the connection stands, in nanoseconds.
     *
     * @param tripNanos there and back
     */
    long connect(long now, Replica replica, ProxySpec proxy, long tripNanos) {
        int within = replica.number;
        if (within >= standsNanos.length) {
            int old = standsNanos.length;
            standsNanos = Arrays.copyOf(standsNanos, Math.max(within + 1, 2 * old));
            epochs = Arrays.copyOf(epochs, standsNanos.length);
            Arrays.fill(epochs, old, epochs.length, -1);
        }
        if (epochs[within] != replica.epoch) {
            epochs[within] = replica.epoch;
            standsNanos[within] = now + proxy.handshakeTrips() * tripNanos;
            return FIRST;
        }
        return Math.max(0, standsNanos[within] - now);
    }

    /** When the connection to a replica that was just begun stands. */
    long standsNanos(Replica replica) {
        return standsNanos[replica.number];
    }

    /** A try has come to its end here. */
    void ended(Replica replica, long now, long latencyNanos, boolean ok) {
        int within = replica.number;
        outstanding[within]--;
        if (wantsAnswers && indexOf[within] != LoadBalancer.NONE) {
            nowNanos = now;
            balancer.answered(this, indexOf[within], latencyNanos, ok);
        }
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public long id(int endpoint) {
        return members[endpoint];
    }

    @Override
    public int weight(int endpoint) {
        return service.replica(members[endpoint]).weight;
    }

    @Override
    public boolean isHealthy(int endpoint) {
        OutlierDetector outliers = policy == null ? null : policy.outliers();
        return (outliers == null || !outliers.ejected(members[endpoint]))
                && (service.givenUp == null || !service.givenUp[version(endpoint)]);
    }

    @Override
    public int outstanding(int endpoint) {
        return outstanding[members[endpoint]];
    }

    @Override
    public int load(int endpoint) {
        return service.replica(members[endpoint]).load();
    }

    @Override
    public int versionPart(int version) {
        int[] parts = service.parts;
        return parts == null || version >= parts.length ? -1 : Math.max(0, parts[version]);
    }

    @Override
    public int version(int endpoint) {
        return service.replica(members[endpoint]).version;
    }

    @Override
    public int zone(int endpoint) {
        return service.replica(members[endpoint]).place.zone();
    }

    @Override
    public int clientZone() {
        return place.zone();
    }

    @Override
    public double clientShare(int zone) {
        return clientShares[zone];
    }

    @Override
    public int zoneCount() {
        return clientShares.length;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long requestHash() {
        return requestHash;
    }
}

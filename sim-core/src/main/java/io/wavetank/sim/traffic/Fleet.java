package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.sim.EventQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The replicas of all services, and which of them are endpoints; who knows, {@link ClientSides} tell. */
public final class Fleet {
    private static final long NEVER = ArrivalProcess.NEVER;

    private final TrafficSpec spec;
    private final List<Service> services;
    private final EventQueue queue;
    private final Draws phases;
    private final List<Replica> replicas = new ArrayList<>();
    /** The same by number: every event asks for one. */
    private Replica[] byNumber = new Replica[16];

    private final ClientSides sides;
    private final List<NodeLoad> nodes = new ArrayList<>();
    /** By node that is slow: what is left of its speed. */
    private final SortedMap<Integer, Double> parts = new TreeMap<>();

    private long nowNanos;

    Fleet(TrafficSpec spec, List<Service> services, EventQueue queue, ClientSides sides, Draws draws) {
        this.spec = spec;
        this.services = services;
        this.queue = queue;
        this.sides = sides;
        this.phases = draws.stream("phases");
    }

    void setNow(long now) {
        nowNanos = now;
    }

    /**
     * Adds a replica, which is no endpoint yet.
     *
     * @param speed how fast it computes; 1 is the speed that work is given for
     * @param weight its weight for balancers, 1 or more
     * @return its number
     */
    public int add(int service, Place place, double speed, int weight) {
        return add(service, place, speed, weight, 0);
    }

    /**
     * Adds a replica of a version, which is no endpoint yet.
     *
     * @param version the number of the version; 0 if they are not told apart
     * @return its number
     */
    public int add(int service, Place place, double speed, int weight, int version) {
        Service of = services.get(service);
        CpuQuota quota = of.spec.quota();
        int id = replicas.size();
        long phase = quota == null ? 0 : (long) (phases.uniform(id, 0) * quota.periodNanos());
        List<VersionSpec> versions = of.spec.extras().versions();
        double slowness = versions.isEmpty() ? 1 : versions.get(version).slowness();
        var replica = new Replica(id, of.replicas.size(), of, place, speed / slowness, phase, services.size());
        replica.weight = weight;
        replica.version = version;
        replica.failureProbability =
                versions.isEmpty() ? 0 : versions.get(version).failureProbability();
        replica.life.startedNanos = nowNanos;
        if (place.node() >= 0 && place.node() < nodes.size()) {
            NodeLoad node = nodes.get(place.node());
            replica.node = node;
            node.add(replica);
        }
        replica.advance(nowNanos);
        if (parts.containsKey(place.node())) {
            replica.slow(nowNanos, parts.getOrDefault(place.node(), 1.0));
        }
        of.add(replica);
        replicas.add(replica);
        if (id == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * id);
        }
        byNumber[id] = replica;
        return id;
    }

    /**
     * Tells of a node, before any replica is on it, where contention matters; nodes are numbered in the order of their telling.
     *
     * @param cores how many it has, above 0
     */
    public void addNode(double cores) {
        Contention contention = spec.contention();
        if (contention != null) {
            nodes.add(new NodeLoad(cores, contention));
        }
    }

    /** So much is left of the speed of a node from now on; who asks then sets the timers of the replicas there. */
    void slow(int node, double part) {
        if (part == 1) {
            parts.remove(node);
        } else {
            parts.put(node, part);
        }
        for (int replica : on(node)) {
            replicas.get(replica).slow(nowNanos, part);
        }
    }

    /** How many nodes it was told of. */
    int nodeCount() {
        return nodes.size();
    }

    NodeLoad node(int number) {
        return nodes.get(number);
    }

    /** Adds a replica at speed 1 outside of any cluster and makes it an endpoint at once. */
    public int addReady(int service) {
        int replica = add(service, Place.OUTSIDE, 1, 1);
        makeReady(replica);
        return replica;
    }

    /** Makes a replica an endpoint, unless it is gone or was retired for good; where checks say what is one, it has come up, and they begin. */
    public void makeReady(int id) {
        Replica replica = replicas.get(id);
        HealthCheck.Factory checks = replica.service.checks;
        if (checks == null) {
            admit(id);
            return;
        }
        replica.life.up = true;
        if (replica.life.check == null && !replica.life.retired) {
            HealthCheck check = checks.make(nowNanos, phases.bits(id, 2));
            replica.life.check = check;
            queue.schedule(check.nextNanos(), TrafficEvent.CHECK, TrafficEvent.CHECK, id);
        }
    }

    /** A check of a replica is due, or its time-out over. */
    void check(long now, int id) {
        Replica replica = replicas.get(id);
        HealthCheck check = replica.life.check;
        if (check == null || replica.life.retired) {
            return;
        }
        HealthCheck.Probe waited = replica.life.probe;
        if (waited != null) {
            replica.life.probe = null;
            conclude(now, replica, check, waited, false);
            return;
        }
        HealthCheck.Probe probe = check.take();
        long silence = replica.alive && !replica.hangs()
                ? 0
                : Math.min(replica.alive ? NEVER : replica.life.deadNanos, check.timeoutNanos(probe));
        if (silence > 0) {
            replica.life.probe = probe;
            queue.schedule(now + silence, TrafficEvent.CHECK, TrafficEvent.CHECK, id);
        } else {
            conclude(now, replica, check, probe, replica.takesRequests());
        }
    }

    private void conclude(long now, Replica replica, HealthCheck check, HealthCheck.Probe probe, boolean passed) {
        HealthCheck.Verdict verdict = check.result(probe, passed, now);
        if (verdict == HealthCheck.Verdict.READY) {
            admit(replica.id);
        } else if (verdict == HealthCheck.Verdict.UNREADY) {
            expel(replica.id);
        }
        queue.schedule(check.nextNanos(), TrafficEvent.CHECK, TrafficEvent.CHECK, replica.id);
    }

    private void admit(int id) {
        replicas.get(id).life.wanted = true;
        settle(replicas.get(id));
    }

    /** A replica is an endpoint if it is to be, and nothing is known that speaks against it. Checks do not care what others know. */
    void settle(Replica replica) {
        ReplicaLife life = replica.life;
        boolean isSeen = replica.service.checks != null || (!life.nodeLost && !life.restarting);
        boolean is = life.wanted && !life.retired && isSeen;
        if (is && !life.ready && replica.alive) {
            life.ready = true;
            Service service = replica.service;
            int[] more = Arrays.copyOf(service.endpoints, service.endpoints.length + 1);
            more[more.length - 1] = replica.number;
            service.endpoints = more;
            sides.publish(nowNanos, service);
        } else if (!is && life.ready) {
            life.ready = false;
            Service service = replica.service;
            service.endpoints = Arrays.stream(service.endpoints)
                    .filter(each -> each != replica.number)
                    .toArray();
            sides.publish(nowNanos, service);
        }
    }

    /** Takes a replica off the endpoints, until it is made ready again; what is in it or still comes is served. Checks find it out by themselves. */
    public void retire(int id) {
        Replica replica = replicas.get(id);
        if (replica.service.checks == null) {
            expel(id);
        } else {
            replica.life.up = false;
        }
    }

    private void expel(int id) {
        replicas.get(id).life.wanted = false;
        settle(replicas.get(id));
    }

    /** Lets a replica accept connections or not, as far as it is up; what is in it goes on. A new one accepts them. */
    public void setListening(int id, boolean listening) {
        Replica replica = replicas.get(id);
        replica.life.accepts = listening;
        replica.listening = listening && !replica.life.restarting;
    }

    /** How many tries a replica did not accept, because it had not come up, stopped, or is gone. */
    public long refused(int id) {
        return replicas.get(id).life.refused;
    }

    /** Takes a replica off the endpoints that is told to end, or has. */
    public void retireForGood(int id) {
        replicas.get(id).life.retired = true;
        expel(id);
    }

    /** A replica is no endpoint as long as its node is lost; whether it serves is another matter. */
    public void lookAway(int id) {
        replicas.get(id).life.nodeLost = true;
        settle(replicas.get(id));
    }

    /** Its node is back: a replica is an endpoint again, if it is to be and still there; who knocks where none is any more is refused at once. */
    public void lookAgain(int id) {
        Replica replica = replicas.get(id);
        replica.life.deadNanos = 0;
        replica.life.nodeLost = false;
        settle(replica);
    }

    /** The replicas on a node, in the order of their coming, those that are gone among them. */
    public List<Integer> on(int node) {
        List<Integer> on = new ArrayList<>();
        for (Replica replica : replicas) {
            if (replica.place.node() == node) {
                on.add(replica.id);
            }
        }
        return on;
    }

    /** How many endpoints a service has. */
    public int endpoints(int service) {
        return services.get(service).endpoints.length;
    }

    /** The service of a replica. */
    public int service(int id) {
        return replicas.get(id).service.number;
    }

    /** Whether a version of a replica's service was given up. */
    void giveUp(Service service, int version) {
        if (service.givenUp != null) {
            service.givenUp[version] = true;
            for (ClientSide side : service.sides) {
                side.healthChanged(nowNanos);
            }
        }
    }

    /** Divides the requests to a service among its versions. */
    void divide(int number, int[] parts) {
        Service service = services.get(number);
        if (!Arrays.equals(parts, service.parts)) {
            service.parts = parts.clone();
            for (ClientSide side : service.sides) {
                side.healthChanged(nowNanos);
            }
        }
    }

    /** Whether a version of a service was given up. */
    boolean isGivenUp(int number, int version) {
        boolean[] givenUp = services.get(number).givenUp;
        return givenUp != null && version < givenUp.length && givenUp[version];
    }

    List<Service> services() {
        return services;
    }

    /** Number of requests in a replica. */
    public int load(int id) {
        return replicas.get(id).load();
    }

    Replica replica(int id) {
        return byNumber[id];
    }

    int replicaCount() {
        return replicas.size();
    }
}

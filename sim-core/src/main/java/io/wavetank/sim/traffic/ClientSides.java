package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.OutlierDetector;
import io.wavetank.sim.EventQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client sides of all services: who calls by which, and when they learn of other endpoints. */
final class ClientSides {
    private static final double TWO_TO_64 = 0x1p64;

    private final EventQueue queue;
    private final TimeoutLines lines;
    /** By zone: the region that it is in. */
    private final int[] regions;

    private final Draws phases;
    private final Draws news;
    private final Draws balancers;
    private final List<ClientSide> sides = new ArrayList<>();
    /** Those that go by where clients are, and are replicas. */
    private final List<ClientSide> zoneAware = new ArrayList<>();
    /** By side: the lists of endpoints that it will be told of. */
    private final List<ArrayDeque<int[]>> underWay = new ArrayList<>();

    ClientSides(EventQueue queue, TimeoutLines lines, int zones, Draws draws) {
        this.queue = queue;
        this.lines = lines;
        this.regions = new int[zones];
        this.phases = draws.stream("phases");
        this.news = draws.stream("news");
        this.balancers = draws.stream("balancers");
    }

    /** The side of a client outside. */
    ClientSide outside(long now, Service service, int client) {
        return service.routedCentrally ? central(now, service) : newSide(now, service, client, null);
    }

    /** The side by which a replica calls a service. */
    ClientSide of(long now, Replica caller, Service service) {
        if (service.routedCentrally) {
            return central(now, service);
        }
        ClientSide side = caller.sides[service.number];
        if (side == null) {
            side = newSide(now, service, service.sides.size(), caller);
            caller.sides[service.number] = side;
        }
        return side;
    }

    private ClientSide central(long now, Service service) {
        ClientSide side = service.central;
        if (side == null) {
            side = newSide(now, service, 0, null);
            service.central = side;
        }
        return side;
    }

    private ClientSide newSide(long now, Service service, int client, @Nullable Replica caller) {
        CallPolicy.Factory factory = service.policies;
        CallPolicy policy = factory == null
                ? null
                : factory.make(client, now, balancers.stream(service.spec.name()).stream("policy").stream("" + client));
        LoadBalancer balancer =
                service.spec.balancer().make(client, balancers.stream(service.spec.name()).stream("" + client));
        Place place = caller == null ? outside(client % regions.length) : caller.place;
        var side = new ClientSide(service, sides.size(), balancer, policy, caller, place, regions.length);
        sides.add(side);
        underWay.add(new ArrayDeque<>());
        service.sides.add(side);
        if (caller == null) {
            service.outside[side.place.zone()]++;
        } else if (balancer.wantsClients()) {
            zoneAware.add(side);
        }
        if (policy != null) {
            side.tryLine = lineOf(policy.timeouts().tryNanos());
            side.totalLine = lineOf(policy.timeouts().totalNanos());
            scheduleSweep(now, side);
        }
        side.learn(service.endpoints, now);
        return side;
    }

    private Place outside(int zone) {
        return new Place(-1, -1, zone, regions[zone]);
    }

    /** Tells where a zone is: clients outside that are in it are there too. */
    void locate(int zone, int region) {
        if (zone < regions.length && regions[zone] != region) {
            regions[zone] = region;
            for (ClientSide side : sides) {
                if (side.caller == null && side.place.zone() == zone) {
                    side.place = outside(zone);
                }
            }
        }
    }

    private int lineOf(long nanos) {
        return nanos == 0 ? CallTable.NONE : lines.line(nanos);
    }

    /** The endpoints of a service are others now: its sides learn of it, each in its time. */
    void publish(long now, Service service) {
        Propagation way = service.spec.propagation();
        for (ClientSide side : service.sides) {
            if (side.caller != null && !side.caller.alive) {
                continue;
            }
            if (way.equals(Propagation.AT_ONCE)) {
                learn(side, service.endpoints, now);
            } else if (way.pollNanos() > 0) {
                schedulePoll(now, side, way);
            } else {
                double spread =
                        way.spreadNanos() == 0 ? 0 : news.uniform(side.number, side.drawn++) * way.spreadNanos();
                side.newsNanos = Math.max(side.newsNanos, now + way.delayNanos() + (long) spread);
                queue(side).add(service.endpoints);
                queue.schedule(side.newsNanos, TrafficEvent.NEWS, TrafficEvent.NEWS, (int) side.number);
            }
        }
        for (ClientSide side : zoneAware) {
            Replica caller = side.caller;
            if (caller != null && caller.alive && caller.service == service) {
                side.healthChanged(now); // its peers are others
            }
        }
    }

    /** What a side asks for is as of the asking; the next time that it asks is one instant for all changes until then. */
    private void schedulePoll(long now, ClientSide side, Propagation way) {
        long poll = way.pollNanos();
        long phase = (long) ((phases.bits(side.number, 1) >>> 1) * 2 / TWO_TO_64 * poll);
        long since = now + way.delayNanos() - phase;
        long next = phase + Math.floorDiv(since + poll - 1, poll) * poll;
        if (next > side.newsNanos) {
            side.newsNanos = next;
            queue.schedule(next, TrafficEvent.NEWS, TrafficEvent.NEWS, (int) side.number);
        }
    }

    private ArrayDeque<int[]> queue(ClientSide side) {
        return underWay.get((int) side.number);
    }

    void newsReached(long now, int number) {
        ClientSide side = sides.get(number);
        int[] told = queue(side).poll();
        learn(side, told == null ? side.service.endpoints : told, now);
    }

    /** A side knows of other endpoints; what it held goes on its way if there are any. */
    private void learn(ClientSide side, int[] endpoints, long now) {
        side.learn(endpoints, now);
        while (endpoints.length > 0 && !side.held.isEmpty()) {
            queue.schedule(now, TrafficEvent.SEND, TrafficEvent.SEND, side.held.remove().number);
        }
    }

    private void scheduleSweep(long now, ClientSide side) {
        OutlierDetector outliers = side.policy == null ? null : side.policy.outliers();
        if (outliers != null) {
            long next = Math.max(now, outliers.nextSweepNanos());
            queue.schedule(next, TrafficEvent.SWEEP, TrafficEvent.SWEEP, (int) side.number);
        }
    }

    void sweep(long now, int number) {
        ClientSide side = sides.get(number);
        OutlierDetector outliers = side.policy == null ? null : side.policy.outliers();
        if (outliers != null && (side.caller == null || side.caller.alive)) {
            if (outliers.sweep(now, news.bits(side.number, side.drawn++))) {
                side.healthChanged(now);
            }
            scheduleSweep(now, side);
        }
    }
}

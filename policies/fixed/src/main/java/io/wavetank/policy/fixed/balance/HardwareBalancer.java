package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The balancer in front of a fixed fleet: a pair of devices that all requests pass, with a table of connections.
 *
 * <p>It answers {@link #NONE} while no device serves ({@link DevicePair}), while its table of connections is full, and when no server is well. Else a client
 * that has a server keeps it for a time after its last request, if it is persistent and the server is still there; and the others get one by the method. A
 * server that joins after the first one, or was taken out and is well again, has a weight that grows linearly from 1 % to all of it over the slow start.
 * Weights are counted in hundredths.
 *
 * <p>What it is not: a request stands for a connection, so that no connection is idle; what is under way when a device fails is answered all the same.
 *
 * <p>Sources: HAProxy's configuration manual, {@code balance leastconn}, {@code roundrobin} and {@code source}, {@code slowstart}, {@code stick-table};
 * nginx, smooth weighted round robin.
 */
final class HardwareBalancer implements LoadBalancer {
    private static final int FULL = 100;

    private final HardwareSettings settings;
    private final DevicePair devices;
    /** By server that is well: since when it is. */
    private final TreeMap<Long, Long> joinedNanos = new TreeMap<>();

    private final long[] serverOf;
    private final long[] untilNanos;
    private boolean first = true;
    private int[] well = new int[0];
    private long[] since = new long[0];
    private long[] current = new long[0];
    private long[] weights = new long[0];
    private boolean growing;
    private int turn;
    private long kept;
    private long memory;

    HardwareBalancer(HardwareSettings settings, Draws draws) {
        this.settings = settings;
        this.devices = new DevicePair(settings.pair(), draws.stream("devices"));
        int sources = settings.persistent() ? settings.sources() : 0;
        this.serverOf = new long[sources];
        this.untilNanos = new long[sources];
    }

    @Override
    public boolean wantsAnswers() {
        return settings.connections() > 0;
    }

    @Override
    public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
        kept--;
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        TreeMap<Long, Long> before = new TreeMap<>(joinedNanos);
        joinedNanos.clear();
        kept = 0;
        int count = 0;
        well = new int[endpoints.size()];
        since = new long[endpoints.size()];
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            kept += endpoints.outstanding(endpoint);
            if (endpoints.isHealthy(endpoint)) {
                long id = endpoints.id(endpoint);
                long joined = first ? Long.MIN_VALUE / 2 : endpoints.nowNanos();
                since[count] = before.getOrDefault(id, joined);
                joinedNanos.put(id, since[count]);
                well[count++] = endpoint;
            }
        }
        first &= endpoints.size() == 0;
        well = Arrays.copyOf(well, count);
        current = new long[count];
        weights = new long[count];
        turn = 0;
        growing = true;
        weigh(endpoints);
    }

    /** Weights in hundredths, as long as any of them grows. */
    private void weigh(Endpoints endpoints) {
        if (!growing) {
            return;
        }
        growing = false;
        for (int i = 0; i < well.length; i++) {
            long share = FULL;
            if (settings.slowStartNanos() > 0 && endpoints.nowNanos() - since[i] < settings.slowStartNanos()) {
                share = Math.max(1, FULL * (endpoints.nowNanos() - since[i]) / settings.slowStartNanos());
                growing = true;
            }
            weights[i] = endpoints.weight(well[i]) * share;
        }
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        long now = endpoints.nowNanos();
        if (!devices.serves(now)
                || well.length == 0
                || (settings.connections() > 0 && kept >= settings.connections())) {
            return NONE;
        }
        weigh(endpoints);
        int picked = settings.persistent() ? persistent(endpoints, now) : well[choose(endpoints)];
        kept++;
        return picked;
    }

    private int source(Endpoints endpoints) {
        return DrawBits.below(settings.sources(), DrawBits.further(endpoints.requestHash(), 1));
    }

    private int persistent(Endpoints endpoints, long now) {
        if (memory != devices.memory()) {
            memory = devices.memory();
            Arrays.fill(untilNanos, 0);
        }
        int source = source(endpoints);
        int picked = NONE;
        for (int i = 0; i < well.length && untilNanos[source] > now; i++) {
            if (endpoints.id(well[i]) == serverOf[source]) {
                picked = well[i];
                break;
            }
        }
        if (picked == NONE) {
            picked = well[choose(endpoints)];
            serverOf[source] = endpoints.id(picked);
        }
        untilNanos[source] = now + settings.persistenceNanos();
        return picked;
    }

    private int choose(Endpoints endpoints) {
        return switch (settings.method()) {
            case LEAST_CONNECTIONS -> least(endpoints);
            case ROUND_ROBIN -> inTurn();
            case SOURCE_HASH -> bySource(endpoints);
        };
    }

    private int least(Endpoints endpoints) {
        int picked = -1;
        long here = 0;
        for (int k = 0; k < well.length; k++) {
            int i = turn + k < well.length ? turn + k : turn + k - well.length;
            long there = endpoints.outstanding(well[i]);
            if (picked < 0 || there * weights[picked] < here * weights[i]) {
                picked = i;
                here = there;
            }
        }
        turn = picked + 1 < well.length ? picked + 1 : 0;
        return picked;
    }

    private int inTurn() {
        int picked = -1;
        long total = 0;
        for (int i = 0; i < well.length; i++) {
            current[i] += weights[i];
            total += weights[i];
            if (picked < 0 || current[i] > current[picked]) {
                picked = i;
            }
        }
        current[picked] -= total;
        return picked;
    }

    private int bySource(Endpoints endpoints) {
        long total = 0;
        for (long weight : weights) {
            total += weight;
        }
        long place = Math.floorMod(DrawBits.further(source(endpoints), 2), total);
        int picked = 0;
        while (place >= weights[picked]) {
            place -= weights[picked++];
        }
        return picked;
    }
}

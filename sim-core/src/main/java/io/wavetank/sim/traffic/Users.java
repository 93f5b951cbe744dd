package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;

/** The outside: requests come in, and final answers go out. */
final class Users {
    /** Requests of different classes have different subjects of draws: their number, and the class above it. */
    private static final int CLASS_SHIFT = 48;

    private static final int OUTSIDE = -1;

    private final TrafficSpec spec;
    private final EventQueue queue;
    private final CallTable calls;
    private final TrafficRecorder recorder;
    private final Fleet fleet;
    private final Tries tries;
    private final Hedges hedges;
    private final Draws thinking;
    private final long[] numbers;
    private final boolean[] refused;
    /** By class of requests: its client sides in turn. */
    private final ClientSide[][] sides;

    Users(
            TrafficSpec spec,
            EventQueue queue,
            CallTable calls,
            TrafficRecorder recorder,
            Draws draws,
            Tries tries,
            Fleet fleet,
            Hedges hedges) {
        this.spec = spec;
        this.queue = queue;
        this.calls = calls;
        this.recorder = recorder;
        this.fleet = fleet;
        this.tries = tries;
        this.hedges = hedges;
        this.thinking = draws.stream("think");
        this.numbers = new long[spec.entries().size()];
        this.refused = new boolean[numbers.length];
        this.sides = new ClientSide[spec.entries().size()][];
    }

    void begin() {
        for (int entry = 0; entry < numbers.length; entry++) {
            EntrySpec each = spec.entries().get(entry);
            Service service = fleet.serviceOf(each.operation());
            refused[entry] = fleet.refuses(OUTSIDE, each.operation());
            sides[entry] = new ClientSide[service.spec.sides() == ServiceSpec.Sides.CENTRAL ? 1 : each.clients()];
            for (int client = 0; client < sides[entry].length; client++) {
                sides[entry][client] = fleet.outsideSide(service, client);
            }
            for (int user = 0; user < each.users(); user++) {
                think(entry, 0, user);
            }
            scheduleArrival(entry, each);
        }
    }

    private void scheduleArrival(int entry, EntrySpec each) {
        if (each.arrivals() != null) {
            long next = each.arrivals().nextNanos();
            if (next != ArrivalProcess.NEVER) {
                queue.scheduleInLane(entry, next, TrafficEvent.ARRIVAL, TrafficEvent.ARRIVAL, entry);
            }
        }
    }

    void arrive(long now, int entry) {
        request(now, entry);
        scheduleArrival(entry, spec.entries().get(entry));
    }

    void thought(long now, int entry) {
        request(now, entry);
    }

    private void think(int entry, long now, long subject) {
        double nanos = spec.entries().get(entry).thinkTime().nanos(thinking.uniform(subject, entry));
        queue.schedule(now + (long) Math.ceil(nanos), TrafficEvent.THOUGHT, TrafficEvent.THOUGHT, entry);
    }

    private void request(long now, int entry) {
        long number = numbers[entry]++;
        ClientSide[] clients = sides[entry];
        ClientSide side = clients.length == 1 ? clients[0] : clients[(int) (number % clients.length)];
        recorder.offered(now, entry);
        int call = calls.take();
        calls.parent[call] = CallTable.NONE;
        calls.entry[call] = entry;
        calls.flags[call] = refused[entry] ? (byte) (Tries.AWAITED | Tries.NOT_ALLOWED) : Tries.AWAITED;
        calls.operation[call] = spec.entries().get(entry).operation();
        calls.side[call] = side;
        calls.key[call] = (long) entry << CLASS_SHIFT | number;
        if ((Serving.mix(calls.key[call]) & (CriticalPaths.ONE_IN - 1)) == 0) {
            calls.flags[call] |= Tries.FOLLOWED;
            calls.path[call] = recorder.paths().begin();
        }
        tries.begin(now, call, Long.MAX_VALUE);
    }

    /** The final answer to a request; its row is still there. */
    void answered(long now, int call, CallOutcome outcome) {
        int entry = calls.entry[call];
        recorder.ended(entry, outcome, calls.bornNanos[call], now, hedges.tries(call));
        if (spec.entries().get(entry).users() > 0) {
            think(entry, now, calls.key[call] + spec.entries().get(entry).users());
        }
    }

    /** Counts what is without an answer. */
    void close(long now) {
        for (int call = 0; call < calls.rows(); call++) {
            if (calls.state[call] != CallTable.FREE
                    && calls.parent[call] == CallTable.NONE
                    && !calls.abandoned[call]
                    && hedges.standsForCall(call)) {
                recorder.unanswered(calls.entry[call], calls.bornNanos[call], now, hedges.tries(call));
            }
        }
    }
}

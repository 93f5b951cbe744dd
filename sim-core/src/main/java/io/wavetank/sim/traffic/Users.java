package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.EventQueue;

/** The outside: requests come in, and final answers go out. */
final class Users {
    /** Requests of different classes have different subjects of draws: their number, and the class above it. */
    private static final int CLASS_SHIFT = 48;

    private final EntrySpec[] entries;
    private final EventQueue queue;
    private final CallTable calls;
    private final TrafficRecorder recorder;
    private final ClientSides callers;
    private final Tries tries;
    private final Hedges hedges;
    private final Draws thinking;
    /** By class of requests, as are the others: how many came. */
    private final long[] numbers;

    private final Operation[] operations;
    /** Its client sides in turn. */
    private final ClientSide[][] sides;

    Users(
            TrafficSpec spec,
            Operation[] operations,
            EventQueue queue,
            CallTable calls,
            TrafficRecorder recorder,
            Draws draws,
            Tries tries,
            ClientSides callers,
            Hedges hedges) {
        this.entries = spec.entries().toArray(new EntrySpec[0]);
        this.queue = queue;
        this.calls = calls;
        this.recorder = recorder;
        this.callers = callers;
        this.tries = tries;
        this.hedges = hedges;
        this.thinking = draws.stream("think");
        this.numbers = new long[entries.length];
        this.operations = spec.entries().stream()
                .map(entry -> operations[entry.operation()])
                .toArray(Operation[]::new);
        this.sides = new ClientSide[entries.length][];
    }

    void begin() {
        for (int entry = 0; entry < entries.length; entry++) {
            EntrySpec each = entries[entry];
            Service service = operations[entry].service;
            sides[entry] = new ClientSide[service.routedCentrally ? 1 : each.clients()];
            for (int client = 0; client < sides[entry].length; client++) {
                sides[entry][client] = callers.outside(0, service, client);
            }
            for (int user = 0; user < each.users(); user++) {
                think(entry, 0, user);
            }
            scheduleArrival(entry);
        }
    }

    private void scheduleArrival(int entry) {
        ArrivalProcess arrivals = entries[entry].arrivals();
        if (arrivals != null) {
            long next = arrivals.nextNanos();
            if (next != ArrivalProcess.NEVER) {
                queue.scheduleInLane(entry, next, TrafficEvent.ARRIVAL, TrafficEvent.ARRIVAL, entry);
            }
        }
    }

    void arrive(long now, int entry) {
        request(now, entry);
        scheduleArrival(entry);
    }

    void thought(long now, int entry) {
        request(now, entry);
    }

    private void think(int entry, long now, long subject) {
        double nanos = entries[entry].thinkTime().nanos(thinking.uniform(subject, entry));
        queue.schedule(now + (long) Math.ceil(nanos), TrafficEvent.THOUGHT, TrafficEvent.THOUGHT, entry);
    }

    private void request(long now, int entry) {
        long number = numbers[entry]++;
        ClientSide[] clients = sides[entry];
        ClientSide side = clients.length == 1 ? clients[0] : clients[(int) (number % clients.length)];
        recorder.offered(now, entry);
        Operation operation = operations[entry];
        Call call = calls.take(side, operation);
        call.parent = null;
        call.entry = entry;
        call.flags = operation.isAllowedFromOutside() ? Call.AWAITED : Call.AWAITED | Call.NOT_ALLOWED;
        call.key = (long) entry << CLASS_SHIFT | number;
        if ((Serving.mix(call.key) & (CriticalPaths.ONE_IN - 1)) == 0) {
            call.beginPath(recorder.paths().parts());
        }
        tries.begin(now, call, Long.MAX_VALUE);
    }

    /** The final answer to a request; its row is still there. */
    void answered(long now, Call call, CallOutcome outcome) {
        int entry = call.entry;
        recorder.ended(entry, outcome, call.bornNanos, now, hedges.tries(call));
        int users = entries[entry].users();
        if (users > 0) {
            think(entry, now, call.key + users);
        }
    }

    /** Counts what is without an answer. */
    void close(long now) {
        for (int i = 0; i < calls.rows(); i++) {
            Call call = calls.call(i);
            if (call.state != Call.FREE && call.parent == null && !call.abandoned && hedges.standsForCall(call)) {
                recorder.unanswered(call.entry, call.bornNanos, now, hedges.tries(call));
            }
        }
    }
}

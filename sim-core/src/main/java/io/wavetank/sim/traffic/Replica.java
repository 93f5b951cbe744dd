package io.wavetank.sim.traffic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One replica: the requests that compute in it, those that hold a worker, and those that wait for one.
 *
 * <p>Those that compute progress at equal rates, so one clock of <em>virtual work</em> serves all: it runs at the rate of one request, a request
 * with work w that begins at v ends at v + w, and whoever comes or goes changes the rate alone. The next to end stands at the top of a heap, so a
 * request costs O(log n) however many share.
 */
final class Replica {
    /** Before all time: what happens by itself is being handled, and its timer is set after that. */
    static final long BEING_HANDLED = -1;

    /** Among all. */
    final int id;
    /** Within the service. */
    final int number;

    final Service service;
    final Place place;
    final int workers;
    final int queueLimit;
    /** With so many requests its memory is full. */
    final int mostRequests;

    private final @Nullable MemorySpec memory;
    /** What it holds of its node's memory; null if that does not matter. */
    @Nullable
    MemoryHolder holder;

    private final double speed;
    private double cores;
    private final @Nullable Throttle throttle;
    /** The balancers of a calling replica, by the service called; made when first needed. */
    final @Nullable ClientSide[] sides;

    /** What the replica may have of its cores, 0 to 1: less when its node is crowded. */
    private double share = 1;
    /** How fast its cores are beside what others on the node do, 0 to 1. */
    private double pace = 1;
    /** What is left of its speed by itself and by what is wrong with its node: less than 1 while it warms up or its node is slow. */
    private double vigour = 1;

    private double warmth = 1;
    private double nodesPart = 1;

    /** What it shares its node with; null if that does not matter. */
    @Nullable
    NodeLoad node;

    /** Which version of the service it runs. */
    int version;
    /** How likely it fails on top of what an operation does. */
    double failureProbability;
    /** Changes when it starts again in its place: connections of before are gone. */
    int epoch;

    boolean alive = true;
    /** Whether it accepts connections: a container that runs may not have come up yet, one that stops accepts none any more. */
    boolean listening = true;

    /** What no request asks for. */
    final ReplicaLife life = new ReplicaLife();

    int weight = 1;
    /** Requests that hold a worker. */
    int busy;
    /** Whether those that wait are taking the workers that are free, one after the other; who comes meanwhile stands behind them. */
    boolean starting;
    /** When next something happens here by itself, as it was last noted; {@link ArrivalProcess#NEVER} if nothing does. */
    long timerNanos = ArrivalProcess.NEVER;
    /** Whether what happens here is being handled, after which the timer is set once. */
    boolean handled;

    private double[] ends = new double[4];
    private Call[] calls = new Call[4];
    private int active;
    private double virtual;
    private double rate;
    private long lastNanos;
    private double busyCoreNanos;

    /** Requests that wait for a worker. */
    final CallQueue queue = new CallQueue();

    Replica(int id, int number, Service service, Place place, double speed, long phaseNanos, int services) {
        this.id = id;
        this.number = number;
        this.service = service;
        this.place = place;
        this.speed = speed;
        ServiceSpec spec = service.spec;
        this.workers = spec.workers();
        this.queueLimit = spec.queueLimit();
        this.memory = spec.extras().memory();
        this.mostRequests = memory == null ? Integer.MAX_VALUE : memory.mostRequests();
        this.cores = spec.cores();
        this.throttle = spec.quota() == null ? null : new Throttle(spec.quota(), phaseNanos);
        this.sides = new @Nullable ClientSide[services];
    }

    /** What memory it takes; it must be told. */
    MemorySpec memory() {
        MemorySpec told = memory;
        if (told == null) {
            throw new IllegalStateException("Killed for memory that nothing is said of");
        }
        return told;
    }

    /** What memory it takes now, its proxy not among it; 0 if nothing is said of it. */
    long memoryBytes() {
        return memory == null || !alive || life.restarting ? 0 : memory.baseBytes() + load() * memory.requestBytes();
    }

    /** What memory one more request takes. */
    long requestBytes() {
        return memory == null ? 0 : memory.requestBytes();
    }

    /** It holds more or less of its node's memory than before. */
    void holdMemory() {
        MemoryHolder held = holder;
        if (held != null) {
            held.hold(memoryBytes());
        }
    }

    /** A request takes a worker. */
    void occupy() {
        busy++;
        holdMemory();
    }

    /** A worker is free again. */
    void vacate() {
        busy--;
        holdMemory();
    }

    /** A request waits for a worker. */
    void enqueue(Call call) {
        queue.add(call);
        holdMemory();
    }

    /** Whether there is a worker for one more request, or a place to wait for one. */
    boolean hasPlace() {
        return busy < workers || queue.size() < queueLimit;
    }

    /** Requests that compute. */
    int active() {
        return active;
    }

    /** All requests that are here. */
    int load() {
        return busy + queue.size();
    }

    /** Whether one more request would be taken in. */
    boolean takesRequests() {
        return alive && listening && life.up && hasPlace();
    }

    /** Core-nanoseconds of work done so far, at speed 1. */
    double workDoneNanos() {
        return busyCoreNanos;
    }

    /** Goes on to an instant: what computes has progressed. */
    void advance(long now) {
        long elapsed = now - lastNanos;
        if (elapsed > 0) {
            lastNanos = now;
            if (active > 0) {
                double progress = elapsed * rate;
                virtual += progress;
                busyCoreNanos += progress * active;
                if (throttle != null) {
                    throttle.used(elapsed, rate == 0 ? 0 : usedCores());
                }
            }
        }
    }

    private double usedCores() {
        return Math.min(active, cores) * share;
    }

    /** Gives the replica other cores; the caller then asks anew for the next instant. */
    void cores(long now, double count) {
        advance(now);
        cores = count;
        setRate();
    }

    /** Processor time used so far, in core-nanoseconds. */
    double usedCoreNanos() {
        return busyCoreNanos / speed;
    }

    /** What it would use of its node. */
    double wantedCores() {
        return throttle != null && throttle.standing() ? 0 : Math.min(active, cores);
    }

    /** Sets what the replica may have of its cores, and how fast they are; whether that is news, so that the next instant is another. */
    boolean share(long now, double part, double speedBesideOthers) {
        if (part == share && speedBesideOthers == pace) {
            return false;
        }
        advance(now);
        share = part;
        pace = speedBesideOthers;
        setRate();
        return true;
    }

    /** Sets how warm it is; the caller then asks anew for the next instant. */
    void warm(long now, double part) {
        warmth = part;
        setVigour(now);
    }

    /** Sets what is left of the speed of its node, 0 if that hangs; the caller then asks anew for the next instant. */
    void slow(long now, double part) {
        nodesPart = part;
        setVigour(now);
    }

    private void setVigour(long now) {
        advance(now);
        vigour = warmth * nodesPart;
        setRate();
    }

    /** Whether nothing goes on in it because its node hangs. */
    boolean hangs() {
        return nodesPart == 0;
    }

    /** Forgets its requests and goes on empty: it was killed and will start again. */
    void reset() {
        epoch++;
        active = 0;
        busy = 0;
        queue.clear();
        virtual = 0;
        rate = 0;
        holdMemory();
    }

    /** Begins work; the replica stands at the present instant. */
    void begin(Call call, double workNanos) {
        if (active == ends.length) {
            ends = Arrays.copyOf(ends, 2 * active);
            calls = Arrays.copyOf(calls, 2 * active);
        }
        if (active == 0 && throttle != null) {
            throttle.update(lastNanos); // periods went by while nothing computed
        }
        double end = virtual + workNanos;
        int at = active++;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (ends[parent] <= end) {
                break;
            }
            ends[at] = ends[parent];
            calls[at] = calls[parent];
            at = parent;
        }
        ends[at] = end;
        calls[at] = call;
        setRate();
    }

    /** Whether the first of those that compute has done its work. */
    boolean firstIsDone() {
        return active > 0 && ends[0] <= virtual;
    }

    /** Takes the first off, which has done its work. */
    Call takeFirst() {
        Call first = calls[0];
        removeFirst();
        return first;
    }

    private void removeFirst() {
        int last = --active;
        if (active == 0) {
            virtual = 0;
            rate = 0;
            return;
        }
        siftDown(ends[last], calls[last]);
        setRate();
    }

    /** Puts what stood last where it belongs, the first place being open. */
    private void siftDown(double end, Call call) {
        int at = 0;
        for (int child = 1; child < active; child = 2 * at + 1) {
            if (child + 1 < active && ends[child + 1] < ends[child]) {
                child++;
            }
            if (end <= ends[child]) {
                break;
            }
            ends[at] = ends[child];
            calls[at] = calls[child];
            at = child;
        }
        ends[at] = end;
        calls[at] = call;
    }

    private void setRate() {
        double full = active <= cores ? speed : speed * (cores / active);
        rate = throttle != null && throttle.standing() ? 0 : full * share * pace * vigour;
    }

    /** When something happens here by itself: the next request is done, the quota is used up or given anew; NEVER if nothing does. */
    long nextNanos() {
        if (active == 0) {
            return ArrivalProcess.NEVER;
        }
        if (throttle != null) {
            long change = throttle.changeNanos(lastNanos, usedCores());
            return rate == 0 ? change : Math.min(change, firstDoneNanos());
        }
        return firstDoneNanos();
    }

    private long firstDoneNanos() {
        double left = ends[0] - virtual;
        if (left <= 0) {
            return lastNanos;
        }
        return rate == 0 ? ArrivalProcess.NEVER : lastNanos + (long) Math.ceil(left / rate);
    }

    /** The instant that {@link #nextNanos} told has come. */
    void happened(long now) {
        advance(now);
        if (throttle != null && throttle.update(now)) {
            setRate();
        } else if (rate > 0 && active > 0 && ends[0] > virtual && ends[0] - virtual < rate * 0x1p-10) {
            virtual = ends[0]; // what is left is rounding
        }
    }

    /** Forgets everything: the replica is gone. */
    void die() {
        alive = false;
        reset();
    }
}

package io.wavetank.sim.traffic;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.sim.EventQueue;
import io.wavetank.sim.execution.ImagePulls;
import io.wavetank.sim.scenario.RegistrySpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one run in virtual time: an event loop of its own, which is advanced up to an instant by whoever owns the run.
 *
 * <p>Replicas come, become endpoints, drain and go by {@link Fleet}, between two advances. Equal arguments give equal results.
 */
public final class TrafficLoop {
    private static final StartSpec AT_ONCE = StartSpec.after(u -> 0);

    private final TrafficSpec spec;
    private final EventQueue queue;
    private final MessageLanes underWay;
    private final ReplicaTimers timers = new ReplicaTimers();
    private final TimeoutLines lines;
    private final CallTable calls = new CallTable();
    private final TrafficRecorder recorder;
    private final ClientSides sides;
    private final Fleet fleet;
    private final Tries tries;
    private final Sending sending;
    private final Serving serving;
    private final Users users;
    private final List<Service> services = new ArrayList<>();
    private final @Nullable ImagePulls pulls;
    private long nowNanos;
    private long events;

    /** Creates the traffic; nothing has come yet, and no service has a replica. */
    public TrafficLoop(TrafficSpec spec, Draws draws) {
        this.spec = spec;
        this.queue = new EventQueue(1024, spec.entries().size());
        this.underWay = new MessageLanes(queue, Messages.lanes(spec));
        this.lines = new TimeoutLines(queue, TrafficEvent.TIMEOUT_LINE, TrafficEvent.TIMEOUT_LINE);
        for (int i = 0; i < spec.services().size(); i++) {
            services.add(new Service(i, spec.services().get(i), spec.zones()));
        }
        this.recorder = new TrafficRecorder(spec, services);
        this.sides = new ClientSides(queue, lines, spec.zones(), draws);
        this.fleet = new Fleet(spec, services, queue, sides, draws);
        Operation[] operations = Operation.all(spec, services);
        this.tries = new Tries(spec, operations, queue, timers, underWay, lines, calls, recorder, fleet, sides, draws);
        this.sending = tries.sending();
        this.serving = tries.serving();
        this.users = tries.users();
        RegistrySpec registry = spec.registry();
        this.pulls = registry == null
                ? null
                : new ImagePulls(
                        registry,
                        (at, telling) -> queue.schedule(at, TrafficEvent.PULLED, TrafficEvent.PULLED, telling),
                        this::begin);
        users.begin();
        services.forEach(this::scheduleLook);
    }

    /** Where replicas come and go. Changes take place at the present instant. */
    public Fleet fleet() {
        return fleet;
    }

    /** The instant up to which the traffic has come, in nanoseconds since the start. */
    public long nowNanos() {
        return nowNanos;
    }

    /** How many events there were. */
    public long events() {
        return events;
    }

    /** When the next event is, in nanoseconds; {@code Long.MAX_VALUE} if there will be none. */
    public long nextNanos() {
        return Math.min(Math.min(timers.firstNanos(), underWay.firstNanos()), queue.nextTimeNanos());
    }

    /** From now on replicas of a service that come up are endpoints when, and as long as, checks find them well. */
    public void checkBy(int service, HealthCheck.Factory checks) {
        services.get(service).checks = checks;
    }

    /** Handles all that happens up to an instant, itself included. */
    public void advanceTo(long untilNanos) {
        while (true) {
            long own = timers.firstNanos();
            long message = underWay.firstNanos();
            long queued = queue.nextTimeNanos();
            long now = Math.min(Math.min(own, message), queued);
            if (now > untilNanos || now == ArrivalProcess.NEVER) {
                break;
            }
            events++;
            recorder.advanceTo(now);
            fleet.setNow(now);
            if (own == now) {
                serving.happened(now, fleet.replica(timers.first()));
            } else if (message == now && (queued > now || underWay.isBeforeQueue())) {
                arrived(now);
            } else {
                queue.poll();
                handle(now, queue.kind(), queue.subject());
            }
        }
        nowNanos = untilNanos;
        fleet.setNow(untilNanos);
    }

    /** A message is there. */
    private void arrived(long now) {
        if (underWay.firstRank() == TrafficEvent.REACH) {
            serving.reach(now, underWay.take());
        } else {
            tries.answered(now, underWay.take());
        }
    }

    /** Handles all that happens before an instant, and stands at it: what is changed now takes place before all else of that instant. */
    public void standAt(long now) {
        if (now > nowNanos) {
            advanceTo(now - 1);
            recorder.advanceTo(now);
            nowNanos = now;
            fleet.setNow(now);
        }
    }

    /**
     * Lets a replica come up from the present instant on.
     *
     * @param startUpNanos what its container takes until it would answer a probe
     */
    public void start(int id, StartSpec start, double startUpNanos) {
        Replica replica = fleet.replica(id);
        replica.life.start = start;
        replica.life.startUpNanos = startUpNanos;
        int node = replica.place.node();
        boolean waits = pulls != null
                && node >= 0
                && !start.image().isEmpty()
                && pulls.need(nowNanos, node, start.image(), start.imageBytes(), id);
        if (!waits) {
            begin(id);
        }
    }

    /** The image is there, and the container starts. */
    private void begin(int id) {
        Replica replica = fleet.replica(id);
        StartSpec start = replica.life.start == null ? AT_ONCE : replica.life.start;
        long now = Math.max(nowNanos, queue.timeNanos());
        long ready = start.readyNanos(now, replica.life.startUpNanos);
        if (start.coldSpeed() < 1) {
            serving.warm(now, replica, start.coldSpeed());
            queue.schedule(ready + start.warmUpNanos(), TrafficEvent.WARM, TrafficEvent.WARM, id);
        }
        makeReadyAt(id, ready);
    }

    /** Makes a replica an endpoint at an instant that is not past, unless it is gone or retired by then. */
    public void makeReadyAt(int replica, long readyNanos) {
        queue.schedule(readyNanos, TrafficEvent.READY, TrafficEvent.READY, replica);
    }

    /** Replicas of a service accept connections only when they are told to. */
    void tell(int service) {
        services.get(service).told = true;
    }

    /** Has a service measured. */
    ServiceMeter measure(int service, long objectiveNanos) {
        var meter = new ServiceMeter(objectiveNanos);
        services.get(service).meter = meter;
        return meter;
    }

    /** Gives a replica other cores from the present instant on. */
    void setCores(int replica, double cores) {
        fleet.replica(replica).cores(nowNanos, cores);
        serving.setTimer(fleet.replica(replica));
    }

    /** Processor time that a replica has used, in core-nanoseconds; the loop stands at the instant. */
    double usedCoreNanos(long now, int replica) {
        standAt(now);
        fleet.replica(replica).advance(now);
        return fleet.replica(replica).usedCoreNanos();
    }

    /** What kills where nodes have no memory left. */
    OutOfMemory outOfMemory() {
        return serving.outOfMemory();
    }

    /** Who calls by which side. */
    ClientSides sides() {
        return sides;
    }

    /** What ends replicas with all that is in them. */
    Crashes crashes() {
        return serving.crashes();
    }

    private void pulled(long now, int telling) {
        if (pulls != null) {
            pulls.happened(now, telling);
        }
    }

    private void scheduleLook(Service service) {
        VersionWatch watch = service.spec.extras().watch();
        if (watch != null) {
            queue.schedule(
                    queue.timeNanos() + watch.intervalNanos(), TrafficEvent.LOOK, TrafficEvent.LOOK, service.number);
        }
    }

    private void look(long now, Service service) {
        VersionWatch watch = service.spec.extras().watch();
        for (int version = 0; version < service.versions.size() && watch != null; version++) {
            if (service.versions.get(version).isIll(now, watch)) {
                fleet.giveUp(service, version);
            }
        }
        scheduleLook(service);
    }

    /** What is no replica keeps so many cores of a node more busy from now on, or fewer; nothing where contention does not matter. */
    public void addOthers(int node, double cores) {
        if (node < fleet.nodeCount()) {
            fleet.node(node).addOthers(cores);
            fleet.node(node).changed(nowNanos, serving);
        }
    }

    private void handle(long now, int kind, int subject) {
        switch (kind) {
            case TrafficEvent.ANSWER -> tries.answered(now, calls.call(subject));
            case TrafficEvent.NEWS -> sides.newsReached(now, subject);
            case TrafficEvent.TIMEOUT_LINE -> tries.lineFired(now, subject);
            case TrafficEvent.TIMEOUT -> tries.timedOut(now, calls.call(subject));
            case TrafficEvent.SWEEP -> sides.sweep(now, subject);
            case TrafficEvent.REACH -> serving.reach(now, calls.call(subject));
            case TrafficEvent.RETRY -> tries.tryAgain(now, calls.call(subject));
            case TrafficEvent.SEND -> tries.waited(now, calls.call(subject));
            case TrafficEvent.THOUGHT -> users.thought(now, subject);
            case TrafficEvent.CONNECTED -> sending.sendOn(now, calls.call(subject));
            case TrafficEvent.RESTART -> serving.restarted(now, fleet.replica(subject));
            case TrafficEvent.LOOK -> look(now, services.get(subject));
            case TrafficEvent.WARM -> serving.warm(now, fleet.replica(subject), 1);
            case TrafficEvent.PULLED -> pulled(now, subject);
            case TrafficEvent.HEDGE -> tries.hedge(now, calls.call(subject));
            case TrafficEvent.READY -> fleet.makeReady(subject);
            case TrafficEvent.ARRIVAL -> users.arrive(now, subject);
            case TrafficEvent.CHECK -> fleet.check(now, subject);
            default -> throw new IllegalStateException("No such event: " + kind);
        }
    }

    /**
     * Ends the traffic at the present instant: checks the books and tells what became of all requests.
     *
     * @throws IllegalStateException if the books do not balance, which is a defect of the engine
     */
    public TrafficResult finish() {
        users.close(nowNanos);
        return recorder.result(nowNanos, events);
    }

    /**
     * Takes a replica away with all that is in it. It stays an endpoint until it is retired, and what is sent to it fails.
     *
     * @param resetNanos how long its callers take to find out, in nanoseconds; {@link ArrivalProcess#NEVER} if nothing but their time-outs tells them
     */
    public void lose(int replica, long resetNanos) {
        crashes().lost(nowNanos, fleet.replica(replica), resetNanos);
    }

    /** Whether what happens at an instant is in the window of the figures. */
    boolean counts(long nanos) {
        return recorder.counts(nanos);
    }

    /** Tells that a node is gone: how requests get over it is measured. */
    public void nodeLost() {
        recorder.nodeLost(nowNanos);
    }

    /** So much is left of the speed of a node from the present instant on. */
    void slow(int node, double part) {
        fleet.slow(node, part);
        for (int replica : fleet.on(node)) {
            serving.setTimer(fleet.replica(replica));
        }
    }

    /** The network of nodes loses a share of the messages from the present instant on, or does so no more. */
    void losePackets(List<Integer> nodes, double share, boolean begins) {
        tries.messages().lossOf(nodes, share, begins);
    }

    /** The specification. */
    public TrafficSpec spec() {
        return spec;
    }
}

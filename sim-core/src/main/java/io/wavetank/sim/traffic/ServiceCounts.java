package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.record.CensoredHistogram;
import java.util.List;
import java.util.Map;

/**
 * What a service did for its callers, try by try, within the window.
 *
 * <p>Residence is from a try's reaching the replica to its answer, waiting and calls of its own among it; the wait is that for a worker.
 */
public final class ServiceCounts {
    private final String name;
    private final OutcomeCounts outcomes = new OutcomeCounts();
    private final CensoredHistogram residence;
    private double waitNanos;
    private long started;
    private double workNanos;
    private long abandoned;
    private double proxyNanos;
    private long handshakes;
    private long kills;
    private long notAllowed;
    private List<VersionCounts> versions = List.of();

    ServiceCounts(String name) {
        this(name, new CensoredHistogram());
    }

    private ServiceCounts(String name, CensoredHistogram residence) {
        this.name = name;
        this.residence = residence;
    }

    /**
     * What few services have, as it was written down.
     *
     * @param proxyNanos processor time of proxies
     * @param handshakes connections made
     * @param kills of replicas for want of memory
     * @param notAllowed tries from where none may come
     * @param versions what each version did
     */
    public record Extras(
            double proxyNanos, long handshakes, long kills, long notAllowed, List<VersionCounts> versions) {
        /** None of it. */
        public static final Extras NONE = new Extras(0, 0, 0, 0, List.of());

        /** Copies the list. */
        public Extras {
            versions = List.copyOf(versions);
        }
    }

    /** The counts of a run that is over, as they were written down; means are in nanoseconds. */
    public static ServiceCounts of(
            String name,
            double waitMeanNanos,
            double workMeanNanos,
            long abandoned,
            Map<CallOutcome, Long> outcomes,
            CensoredHistogram residence,
            Extras extras) {
        var counts = new ServiceCounts(name, residence);
        counts.waitNanos = residence.count() == 0 ? 0 : waitMeanNanos * residence.count();
        counts.started = residence.count();
        counts.workNanos = residence.count() == 0 ? 0 : workMeanNanos * residence.count();
        counts.abandoned = abandoned;
        counts.proxyNanos = extras.proxyNanos();
        counts.handshakes = extras.handshakes();
        counts.kills = extras.kills();
        counts.notAllowed = extras.notAllowed();
        counts.versions = extras.versions();
        for (CallOutcome each : CallOutcome.values()) {
            counts.outcomes.add(each, outcomes.getOrDefault(each, 0L));
        }
        return counts;
    }

    void served(CallOutcome outcome, long residenceNanos, boolean nobodyWaits) {
        outcomes.add(outcome);
        residence.observe(residenceNanos);
        if (nobodyWaits) {
            abandoned++;
        }
    }

    void waited(long nanos) {
        waitNanos += nanos;
        started++;
    }

    void worked(double nanos) {
        workNanos += nanos;
    }

    void proxied(double nanos) {
        proxyNanos += nanos;
    }

    void connected() {
        handshakes++;
    }

    void killed() {
        kills++;
    }

    void turnedAway() {
        notAllowed++;
    }

    void versions(List<VersionCounts> counts) {
        versions = List.copyOf(counts);
    }

    /** Processor time of the proxies beside its replicas, in nanoseconds of a core at speed 1; it is work of the tries too. */
    public double proxyNanos() {
        return proxyNanos;
    }

    /** How many connections were made to its replicas, where they are told apart from calls. */
    public long handshakes() {
        return handshakes;
    }

    /** How often a replica was killed for want of memory. */
    public long kills() {
        return kills;
    }

    /** How many tries came from where none may. */
    public long notAllowed() {
        return notAllowed;
    }

    /** Its versions, if they are told apart. */
    public List<VersionCounts> versions() {
        return versions;
    }

    /** The service's name. */
    public String name() {
        return name;
    }

    /** How many tries ended here with an outcome. */
    public long outcome(CallOutcome outcome) {
        return outcomes.of(outcome);
    }

    /** How many tries ended here. */
    public long tries() {
        return residence.count();
    }

    /** How many of them did not end well. */
    public long failed() {
        return outcomes.failed();
    }

    /** How many of them nobody waited for any more. */
    public long abandoned() {
        return abandoned;
    }

    /** How long tries were here. */
    public CensoredHistogram residence() {
        return residence;
    }

    /** Mean wait for a worker of those tries that got one, in nanoseconds; NaN if none did. */
    public double waitMeanNanos() {
        return waitNanos / started;
    }

    /** Mean work of a try, in nanoseconds of a core at speed 1. */
    public double workMeanNanos() {
        return workNanos / tries();
    }
}

package io.wavetank.sim.traffic;

import io.wavetank.policy.traffic.CallOutcome;
import java.util.ArrayList;
import java.util.List;

/** Keeps count of requests and tries; its memory does not grow with them. */
final class TrafficRecorder {
    private final long fromNanos;
    private final long toNanos;
    private final long stepNanos;
    private final List<Service> services;
    private final List<EntryCounts> entries = new ArrayList<>();
    private final TrafficTimeline timeline;
    private final CriticalPaths paths;
    private final LatencyBuckets latencies = new LatencyBuckets();
    private long rowEndNanos;
    private long rowOffered;
    private long rowFailed;
    private long rowTries;
    private long cameBefore;
    private long endedBefore;
    private final LossMeter losses = new LossMeter();

    TrafficRecorder(TrafficSpec spec, List<Service> services) {
        this.fromNanos = spec.fromNanos();
        this.toNanos = spec.toNanos();
        this.stepNanos = spec.stepNanos();
        this.services = services;
        this.paths = new CriticalPaths(services.size());
        this.timeline = new TrafficTimeline(stepNanos);
        this.rowEndNanos = stepNanos == 0 ? Long.MAX_VALUE : stepNanos;
        for (EntrySpec entry : spec.entries()) {
            entries.add(new EntryCounts(entry.name(), entry.objective()));
        }
    }

    /** Goes on to an instant: rows that end before it are closed. */
    void advanceTo(long now) {
        while (now >= rowEndNanos) {
            closeRow();
        }
    }

    private void closeRow() {
        int endpoints = 0;
        for (Service service : services) {
            endpoints += service.endpoints.length;
        }
        timeline.add(new TrafficTimeline.Row(
                rowEndNanos - stepNanos,
                rowOffered,
                latencies.total(),
                rowFailed,
                rowTries,
                latencies.quantile(0.5),
                latencies.quantile(0.9),
                latencies.quantile(0.99),
                endpoints));
        latencies.clear();
        rowOffered = 0;
        rowFailed = 0;
        rowTries = 0;
        rowEndNanos += stepNanos;
    }

    CriticalPaths paths() {
        return paths;
    }

    boolean counts(long nanos) {
        return nanos >= fromNanos && nanos < toNanos;
    }

    void offered(long now, int entry) {
        rowOffered++;
        cameBefore++;
        if (counts(now)) {
            entries.get(entry).came();
        }
    }

    void ended(int entry, CallOutcome outcome, long bornNanos, long now, int tries) {
        endedBefore++;
        if (stepNanos > 0) {
            if (outcome == CallOutcome.OK) {
                latencies.add(now - bornNanos);
            } else {
                rowFailed++;
            }
        }
        if (losses.watching()) {
            losses.ended(now, outcome == CallOutcome.OK);
        }
        if (counts(bornNanos)) {
            entries.get(entry).ended(outcome, now - bornNanos, tries);
        }
    }

    /** A node is gone with what ran there. */
    void nodeLost(long now) {
        if (counts(now)) {
            losses.lost(now);
        }
    }

    void unanswered(int entry, long bornNanos, long now, int tries) {
        endedBefore++;
        if (counts(bornNanos)) {
            entries.get(entry).unanswered(now - bornNanos, tries);
        }
    }

    void started(Service service, long reachedNanos, long now) {
        rowTries++;
        if (counts(reachedNanos)) {
            service.counts.waited(now - reachedNanos);
        }
    }

    void worked(Service service, long reachedNanos, double nanos) {
        if (counts(reachedNanos)) {
            service.counts.worked(nanos);
        }
    }

    void served(Replica replica, CallOutcome outcome, long reachedNanos, long now, boolean nobodyWaits) {
        Service service = replica.service;
        if (counts(reachedNanos)) {
            service.counts.served(outcome, now - reachedNanos, nobodyWaits);
        }
        if (service.givenUp != null) {
            boolean good = outcome == CallOutcome.OK;
            service.versions.get(replica.version).served(good, now - reachedNanos, counts(reachedNanos));
        }
    }

    void killed(Service service, long now) {
        if (counts(now)) {
            service.counts.killed();
        }
    }

    void connected(Service service, long now) {
        if (counts(now)) {
            service.counts.connected();
        }
    }

    void turnedAway(Service service, long now) {
        if (counts(now)) {
            service.counts.turnedAway();
        }
    }

    void proxied(Service service, long reachedNanos, double nanos) {
        if (counts(reachedNanos)) {
            service.counts.proxied(nanos);
        }
    }

    TrafficResult result(long now, long events) {
        if (cameBefore != endedBefore) {
            throw new IllegalStateException("The books of requests do not balance: " + cameBefore + " came, "
                    + endedBefore + " were answered or counted as lost");
        }
        for (EntryCounts entry : entries) {
            if (entry.offered() != entry.answered() + entry.failed() + entry.unanswered()) {
                throw new IllegalStateException("The books of " + entry.name() + " do not balance: " + entry.offered()
                        + " came, " + entry.answered() + " were answered, " + entry.failed() + " failed, "
                        + entry.unanswered() + " are open");
            }
        }
        if (stepNanos > 0 && rowEndNanos - stepNanos < now) {
            closeRow();
        }
        timeline.endAt(now);
        for (Service service : services) {
            service.counts.versions(service.versions);
        }
        long windowNanos = Math.max(0, Math.min(now, toNanos) - fromNanos);
        return new TrafficResult(
                entries,
                services.stream().map(each -> each.counts).toList(),
                timeline,
                paths.figures(),
                fromNanos,
                windowNanos,
                events,
                losses.result(now),
                Machines.NONE,
                MemoryUse.NONE);
    }
}

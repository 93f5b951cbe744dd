package io.wavetank.sim.elastic;

import io.wavetank.sim.scenario.LoadSpec;
import io.wavetank.sim.scenario.RateSeries;

/**
 * The requests of a service as a fluid: they flow in at the rate of the load and out at the capacity of the replicas that are ready; what is too much
 * stands in a queue, and is lost once it would wait longer than its patience.
 *
 * <p>Between two changes the rates are constant, so that all integrals are exact. The latency of what arrives is its time in work, plus the queue
 * before it over the capacity; without a queue, plus the wait of Erlang's formula ({@link Waiting}), taken at {@value #PARTS} equally likely points.
 */
final class FluidQueue {
    private static final double SECOND = 1e9;
    private static final int PARTS = 8;
    private static final double[] EXPONENTIAL = exponential();

    private final LoadSpec load;
    private final RateSeries rate;
    private final Provisioning provisioning;
    private final Latencies latencies;
    private final double workSeconds;
    private final double patienceSeconds;
    private long nowNanos;
    private int replicas;
    private double capacity;
    private double queued;
    private double offered;
    private double served;
    private double lost;
    private double queuedSeconds;
    private double factorSeconds;
    /** What the formula was worked out for last, and what came of it. */
    private double knownArrivals = -1;

    private double knownCapacity;
    private int knownReplicas;
    private double knownProbability;

    FluidQueue(LoadSpec load, RateSeries rate, Provisioning provisioning, Latencies latencies) {
        this.load = load;
        this.rate = rate;
        this.provisioning = provisioning;
        this.latencies = latencies;
        this.workSeconds = load.serviceNanos() > 0 ? load.serviceNanos() / SECOND : load.cpuMillisPerRequest() / 1000;
        this.patienceSeconds = load.patienceNanos() / SECOND;
    }

    private static double[] exponential() {
        double[] points = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            points[i] = -StrictMath.log(1 - (i + 0.5) / PARTS);
        }
        return points;
    }

    /** How many requests a second a replica can serve that gets so much CPU, in thousandths of a core. */
    double replicaCapacity(double cpuMillis) {
        double byCpu = Math.max(0, cpuMillis - load.idleCpuMillis()) / load.cpuMillisPerRequest();
        return Math.min(byCpu, load.concurrency() / workSeconds);
    }

    /** From now on so many replicas serve, with so much capacity in all. */
    void serve(int count, double requestsPerSecond) {
        replicas = count;
        capacity = requestsPerSecond;
    }

    /** Time goes on. */
    void advanceTo(long nanos) {
        while (nowNanos < nanos) {
            long end = Math.min(nanos, rate.stepEndNanos(nowNanos));
            flow((end - nowNanos) / SECOND, rate.at(nowNanos), end);
            nowNanos = end;
        }
    }

    private void flow(double seconds, double arrivals, long endNanos) {
        provisioning.hold(seconds, arrivals, replicas, capacity, endNanos);
        double most = capacity > 0 ? capacity * patienceSeconds : arrivals * patienceSeconds;
        if (queued > most) {
            lost += queued - most;
            queued = most;
        }
        double rest = seconds;
        double growth = arrivals - capacity;
        if (growth > 0) {
            double until = Math.min(rest, (most - queued) / growth);
            stand(until, arrivals, capacity, queued, queued + growth * until);
            rest -= until;
            if (rest > 0) {
                lost += growth * rest;
                stand(rest, arrivals, capacity, most, most);
            }
        } else {
            if (queued > 0) {
                double until = growth == 0 ? rest : Math.min(rest, queued / -growth);
                double left = until < rest ? 0 : queued + growth * until;
                stand(until, arrivals, capacity, queued, left);
                rest -= until;
            }
            if (rest > 0) {
                stand(rest, arrivals, arrivals, 0, 0);
            }
        }
    }

    /** For so many seconds requests are served at a rate, and the queue goes from one length to another. */
    private void stand(double seconds, double arrivals, double outflow, double from, double to) {
        if (seconds <= 0) {
            return;
        }
        queued = Math.max(0, to);
        offered += arrivals * seconds;
        served += outflow * seconds;
        queuedSeconds += (from + to) / 2 * seconds;
        factorSeconds += capacity > 0 ? outflow / capacity * seconds : 0;
        double requests = arrivals * seconds;
        if (from > 0 || to > 0) {
            for (int i = 0; i < PARTS; i++) {
                double length = from + (to - from) * (i + 0.5) / PARTS;
                double wait = capacity > 0 ? length / capacity : patienceSeconds;
                latencies.add(workSeconds + Math.min(wait, patienceSeconds), requests / PARTS);
            }
        } else if (requests > 0) {
            flowThrough(requests, arrivals);
        }
    }

    private void flowThrough(double requests, double arrivals) {
        double waits = waitProbability(arrivals);
        latencies.add(workSeconds, requests * (1 - waits));
        if (waits > 0) {
            for (double point : EXPONENTIAL) {
                double wait = capacity > arrivals ? point / (capacity - arrivals) : patienceSeconds;
                latencies.add(workSeconds + Math.min(wait, patienceSeconds), requests * waits / PARTS);
            }
        }
    }

    private double waitProbability(double arrivals) {
        if (capacity <= 0) {
            return 1;
        }
        if (arrivals != knownArrivals || capacity != knownCapacity || replicas != knownReplicas) {
            int servers = replicas * load.concurrency();
            knownProbability = Waiting.probability(servers, arrivals / capacity * servers);
            knownArrivals = arrivals;
            knownCapacity = capacity;
            knownReplicas = replicas;
        }
        return knownProbability;
    }

    /** Requests a second that come now. */
    double arrivals() {
        return rate.at(nowNanos);
    }

    /** How many requests wait now. */
    double queued() {
        return queued;
    }

    /** The latency within which 99 of 100 requests that come now are answered, in seconds. */
    double p99Seconds() {
        if (capacity <= 0) {
            return arrivals() > 0 ? patienceSeconds : workSeconds;
        } else if (queued > 0 || arrivals() > capacity) { // too much comes: what waits is the queue that there is
            return workSeconds + queued / capacity;
        }
        double waits = waitProbability(arrivals());
        double wait = waits <= 0.01 ? 0 : StrictMath.log(waits / 0.01) / (capacity - arrivals());
        return workSeconds + Math.min(wait, patienceSeconds);
    }

    /** How many requests came so far. */
    double offered() {
        return offered;
    }

    /** How many were served. */
    double served() {
        return served;
    }

    /** How many were lost. */
    double lost() {
        return lost;
    }

    /** The integral over time of the requests that wait, in seconds. */
    double queuedSeconds() {
        return queuedSeconds;
    }

    /** The integral over time of the share of the capacity that is used, in seconds. */
    double factorSeconds() {
        return factorSeconds;
    }

    /** How long a request is in work, in seconds. */
    double workSeconds() {
        return workSeconds;
    }
}

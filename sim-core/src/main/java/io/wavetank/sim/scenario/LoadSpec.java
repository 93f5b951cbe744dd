package io.wavetank.sim.scenario;

import java.util.Optional;

/**
 * The load of a service, and what a request costs. With a rate it has no requests of its own: load flows in, and what cannot be served flows into a
 * queue.
 *
 * @param rate requests a second; empty if its load are requests that are made one by one, of which what they cost is known elsewhere: then only
 *     what a replica uses without load and what each request in it adds count here
 * @param cpuMillisPerRequest CPU that a request takes, in milliseconds of a core; positive
 * @param serviceNanos how long a request is in work if nothing is in its way; 0 for as long as its CPU takes
 * @param concurrency how many requests a replica works on at a time
 * @param patienceNanos how long a request waits before it is lost
 * @param idleCpuMillis CPU that a replica uses without load, in thousandths of a core
 * @param memoryBytes memory that a replica holds without load
 * @param memoryBytesPerRequest what each request in it adds
 */
public record LoadSpec(
        Optional<RateSeries> rate,
        double cpuMillisPerRequest,
        long serviceNanos,
        int concurrency,
        long patienceNanos,
        long idleCpuMillis,
        long memoryBytes,
        long memoryBytesPerRequest) {
    /** Checks the amounts. */
    public LoadSpec {
        if (!(cpuMillisPerRequest > 0) || serviceNanos < 0 || concurrency < 1 || patienceNanos < 0) {
            throw new IllegalArgumentException("Not a load: " + cpuMillisPerRequest + " ms of CPU, " + serviceNanos
                    + " ns of service, " + concurrency + " at a time, " + patienceNanos + " ns of patience");
        }
        if (idleCpuMillis < 0 || memoryBytes < 0 || memoryBytesPerRequest < 0) {
            throw new IllegalArgumentException("What a replica uses is not negative: " + idleCpuMillis + ", "
                    + memoryBytes + ", " + memoryBytesPerRequest);
        }
    }
}

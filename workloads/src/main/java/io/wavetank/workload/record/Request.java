package io.wavetank.workload.record;

/**
 * One request.
 *
 * @param service for whom: a function, a model; the empty string if there is only one
 * @param atNanos when it arrived
 * @param durationNanos how long it took; -1 if unknown
 * @param input how large it is, in the unit that the format states (tokens, bytes); -1 if unknown
 * @param output how large its answer is, likewise; -1 if unknown
 */
public record Request(String service, long atNanos, long durationNanos, long input, long output)
        implements TraceRecord {}

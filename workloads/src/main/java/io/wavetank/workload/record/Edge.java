package io.wavetank.workload.record;

/**
 * One task that waits for another.
 *
 * @param job the job of both
 * @param task who waits
 * @param waitsFor for whom
 */
public record Edge(String job, String task, String waitsFor) implements TraceRecord {}

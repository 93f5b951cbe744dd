package io.wavetank.workload.record;

/**
 * Bytes that go over the network from one place to another.
 *
 * @param group what it is part of, such as a coflow
 * @param atNanos when it may begin
 * @param from the sender
 * @param to the receiver
 * @param bytes how many
 */
public record Flow(String group, long atNanos, String from, String to, long bytes) implements TraceRecord {}

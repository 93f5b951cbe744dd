package io.wavetank.workload.record;

import io.wavetank.policy.TaskClass;

/**
 * What a task asks for of which nothing tells when it came.
 *
 * @param task the task's name in the workload
 * @param asked what it asks for
 */
public record TaskSize(String task, TaskClass asked) implements TraceRecord {}

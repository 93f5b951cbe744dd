package io.wavetank.workload.record;

/**
 * Where a task may go.
 *
 * @param task the task's name in the workload
 * @param attribute which property of a machine is looked at
 * @param operator how it is compared: {@code =}, {@code !=}, {@code <}, {@code >}
 * @param value with what
 */
public record Constraint(String task, String attribute, String operator, String value) implements TraceRecord {}

package io.wavetank.policy.yarn.rm;

/**
 * Equal containers that an application wants, anywhere in the cluster.
 *
 * @param id by which the application knows them, from 1
 * @param priority those of a lower one go first within the application
 * @param memoryMib memory of each, in MiB
 * @param vcores virtual cores of each
 * @param count how many it still wants, all told
 */
public record Ask(long id, int priority, long memoryMib, int vcores, int count) {}

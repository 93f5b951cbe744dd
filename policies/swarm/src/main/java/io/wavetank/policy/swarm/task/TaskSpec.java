package io.wavetank.policy.swarm.task;

/**
 * What every task of one version of a service is.
 *
 * @param service the service's name
 * @param version which version of the service
 * @param mode how many tasks the service has
 * @param reservation what a task reserves
 * @param placement where it may go
 * @param restart when it is replaced
 */
public record TaskSpec(
        String service, long version, Mode mode, Reservation reservation, Placement placement, RestartPolicy restart) {}

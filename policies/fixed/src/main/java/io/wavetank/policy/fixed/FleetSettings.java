package io.wavetank.policy.fixed;

import java.util.List;

/**
 * What can be set about a fixed fleet.
 *
 * @param roles in the order of the machines; the first that takes a task counts
 * @param spares how many machines, the last of all, stand by
 * @param heartbeatNanos how often monitoring looks at each machine
 * @param attempts after how many failed looks in a row it calls the operator
 * @param operator who is called
 */
record FleetSettings(List<Role> roles, int spares, long heartbeatNanos, int attempts, OperatorSettings operator) {
    FleetSettings {
        roles = List.copyOf(roles);
    }
}

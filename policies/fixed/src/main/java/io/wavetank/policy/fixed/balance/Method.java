package io.wavetank.policy.fixed.balance;

/** How a device chooses a server. */
enum Method {
    /** The one with the fewest connections for its weight, equal ones in turn. */
    LEAST_CONNECTIONS,
    /** In turn, each as often as its weight says. */
    ROUND_ROBIN,
    /** By the hash of the client's address over the sum of all weights. */
    SOURCE_HASH
}

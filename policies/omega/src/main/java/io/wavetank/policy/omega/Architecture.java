package io.wavetank.policy.omega;

/** How schedulers share a cell. */
enum Architecture {
    /** Each plans on a private copy of all of the cell, and commits what it planned: Omega. */
    SHARED_STATE,
    /** A scheduler is offered all that is free and holds it while it thinks, so that others are not offered it: the two-level model. */
    TWO_LEVEL
}

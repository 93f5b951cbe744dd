/** The balancer in front of a fixed fleet: a pair of devices, their checks of servers, and how they choose one. */
@NullMarked
package io.wavetank.policy.fixed.balance;

import org.jspecify.annotations.NullMarked;

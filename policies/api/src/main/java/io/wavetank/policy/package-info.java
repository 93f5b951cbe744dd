/**
 * The contract between Wavetank and the code that decides: what a policy sees (views, events, draws) and what it may answer (decisions).
 *
 * <p>A policy reads no clock, makes no random numbers and changes nothing but its own state: time and draws are handed in, decisions are
 * values that somebody else carries out. The same class therefore decides in a simulation and behind a production endpoint.
 */
@NullMarked
package io.wavetank.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Structures that compete to be the engine's event queue. All are primitive, allocate nothing in the steady state, keep the same total order
 * and pass the same test against an oracle; without that their timings would mean nothing.
 */
@NullMarked
package io.wavetank.benchmark.queue;

import org.jspecify.annotations.NullMarked;

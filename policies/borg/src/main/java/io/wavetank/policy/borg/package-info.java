/** Borg: a cell with priority bands and quota, whose scheduler scores a random few of the machines that would do, and preempts. */
@NullMarked
package io.wavetank.policy.borg;

import org.jspecify.annotations.NullMarked;

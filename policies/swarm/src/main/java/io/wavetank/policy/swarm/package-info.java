/** Docker Swarm: its table. */
@NullMarked
package io.wavetank.policy.swarm;

import org.jspecify.annotations.NullMarked;

/** Docker Swarm as a scheduler of the simulator. */
@NullMarked
package io.wavetank.policy.swarm.control;

import org.jspecify.annotations.NullMarked;

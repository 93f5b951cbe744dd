/** Tasks as Docker Swarm describes them, and what they ask for. */
@NullMarked
package io.wavetank.policy.swarm.task;

import org.jspecify.annotations.NullMarked;

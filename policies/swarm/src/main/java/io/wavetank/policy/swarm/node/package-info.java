/** Nodes as Docker Swarm describes them. */
@NullMarked
package io.wavetank.policy.swarm.node;

import org.jspecify.annotations.NullMarked;

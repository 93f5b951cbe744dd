/** Where tasks go: filters, ranking by count, spread trees and rounds. */
@NullMarked
package io.wavetank.policy.swarm.placement;

import org.jspecify.annotations.NullMarked;

/** Questions about what breaks: how often to save work, what a campaign of faults finds, what a loss of a zone costs. */
@NullMarked
package io.wavetank.experiment.failover;

import org.jspecify.annotations.NullMarked;

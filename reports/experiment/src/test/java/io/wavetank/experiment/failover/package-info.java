@NullMarked
package io.wavetank.experiment.failover;

import org.jspecify.annotations.NullMarked;

/** Frameworks: schedulers that are offered parts of agents and start their tasks there. */
@NullMarked
package io.wavetank.policy.mesos.framework;

import org.jspecify.annotations.NullMarked;

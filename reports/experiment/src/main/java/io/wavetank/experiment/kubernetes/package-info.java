/** Kubernetes' own configuration files, read into what the Kubernetes policies go by. */
@NullMarked
package io.wavetank.experiment.kubernetes;

import org.jspecify.annotations.NullMarked;

/** Demonstrations of services under load: what guards calls, and how versions are exchanged, with everything that they need built in. */
@NullMarked
package io.wavetank.experiment.service;

import org.jspecify.annotations.NullMarked;

/** Who decides about versions of services, by the systems that do it. */
@NullMarked
package io.wavetank.experiment.service;

import org.jspecify.annotations.NullMarked;

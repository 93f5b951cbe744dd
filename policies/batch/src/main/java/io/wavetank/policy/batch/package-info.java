/** How batch systems order and start rigid jobs. */
@NullMarked
package io.wavetank.policy.batch;

import org.jspecify.annotations.NullMarked;

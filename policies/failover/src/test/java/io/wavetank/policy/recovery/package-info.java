@NullMarked
package io.wavetank.policy.recovery;

import org.jspecify.annotations.NullMarked;

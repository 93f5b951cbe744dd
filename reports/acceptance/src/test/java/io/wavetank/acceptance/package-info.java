/** Tests of the whole program. */
@NullMarked
package io.wavetank.acceptance;

import org.jspecify.annotations.NullMarked;

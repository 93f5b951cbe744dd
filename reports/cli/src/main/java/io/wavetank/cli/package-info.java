/** The {@code wavetank} command. */
@NullMarked
package io.wavetank.cli;

import org.jspecify.annotations.NullMarked;

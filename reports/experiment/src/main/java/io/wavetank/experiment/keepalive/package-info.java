/** Keep-alive of functions: how many starts are cold, and how long images are loaded in vain. */
@NullMarked
package io.wavetank.experiment.keepalive;

import org.jspecify.annotations.NullMarked;

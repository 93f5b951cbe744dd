/** Google's cluster traces of 2011 and 2019. */
@NullMarked
package io.wavetank.workload.google;

import org.jspecify.annotations.NullMarked;

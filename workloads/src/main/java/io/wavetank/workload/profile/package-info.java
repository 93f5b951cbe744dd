/** What traces look like: distributions and rates, gathered while they are read. */
@NullMarked
package io.wavetank.workload.profile;

import org.jspecify.annotations.NullMarked;

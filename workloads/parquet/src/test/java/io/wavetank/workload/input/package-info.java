@NullMarked
package io.wavetank.workload.input;

import org.jspecify.annotations.NullMarked;

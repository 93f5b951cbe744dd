@NullMarked
package io.wavetank.workload.sqlite;

import org.jspecify.annotations.NullMarked;

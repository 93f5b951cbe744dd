@NullMarked
package io.wavetank.workload.parquet;

import org.jspecify.annotations.NullMarked;

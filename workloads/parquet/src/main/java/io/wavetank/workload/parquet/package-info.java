/** Parquet files as tables, and the formats of traces that are published as Parquet. */
@NullMarked
package io.wavetank.workload.parquet;

import org.jspecify.annotations.NullMarked;

/** SQLite databases as tables, and the formats of traces that are published as such. */
@NullMarked
package io.wavetank.workload.sqlite;

import org.jspecify.annotations.NullMarked;

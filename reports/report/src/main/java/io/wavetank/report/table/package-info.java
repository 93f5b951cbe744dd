/** Results as text in a terminal of 80 columns. */
@NullMarked
package io.wavetank.report.table;

import org.jspecify.annotations.NullMarked;

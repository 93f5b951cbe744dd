/** Result files: what a run or a comparison leaves on disk, in names and columns that scripts can rely on. */
@NullMarked
package io.wavetank.report.result;

import org.jspecify.annotations.NullMarked;

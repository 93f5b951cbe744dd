/** The charts of an experiment and the page that holds them together with its figures. */
@NullMarked
package io.wavetank.report.page;

import org.jspecify.annotations.NullMarked;

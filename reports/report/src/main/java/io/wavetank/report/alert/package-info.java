/** What an operator would have seen: alert rules over a recorded time line, and metrics as text at any simulated instant. */
@NullMarked
package io.wavetank.report.alert;

import org.jspecify.annotations.NullMarked;

/** Opening a trace file: packed or plain, line by line, every fault with its file and line. */
@NullMarked
package io.wavetank.workload.input;

import org.jspecify.annotations.NullMarked;

/** Rigid parallel jobs: the Standard Workload Format, and files of job columns with expected start times. */
@NullMarked
package io.wavetank.workload.swf;

import org.jspecify.annotations.NullMarked;

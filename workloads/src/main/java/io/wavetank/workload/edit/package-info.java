/** Workloads made of others: cut, sampled, laid together, made anonymous; streaming, and in order of time. */
@NullMarked
package io.wavetank.workload.edit;

import org.jspecify.annotations.NullMarked;

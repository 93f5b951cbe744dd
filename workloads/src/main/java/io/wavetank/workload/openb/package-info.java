/** Alibaba's GPU cluster of 2023 ("openb"): pods and nodes. */
@NullMarked
package io.wavetank.workload.openb;

import org.jspecify.annotations.NullMarked;

/** Made-up workloads: what arrives, when, how large and for how long, as records, and the stream of submissions that follows from them. */
@NullMarked
package io.wavetank.workload.generate;

import org.jspecify.annotations.NullMarked;

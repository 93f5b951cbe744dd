/** Traces of deep learning jobs: Philly (Microsoft) and Helios (SenseTime). */
@NullMarked
package io.wavetank.workload.gpujobs;

import org.jspecify.annotations.NullMarked;

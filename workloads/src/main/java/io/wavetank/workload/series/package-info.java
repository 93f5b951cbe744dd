/** Series: usage of virtual machines (Bitbrains, PlanetLab), and rates of requests. */
@NullMarked
package io.wavetank.workload.series;

import org.jspecify.annotations.NullMarked;

/** Workloads that come with Wavetank: each a function from a few documented parameters to a workload and the cluster it is meant for. */
@NullMarked
package io.wavetank.workload.generate.model;

import org.jspecify.annotations.NullMarked;

/** What traces tell beside tasks: machines that come and go, usage, rates, requests, flows, failures, dependencies, constraints. */
@NullMarked
package io.wavetank.workload.record;

import org.jspecify.annotations.NullMarked;

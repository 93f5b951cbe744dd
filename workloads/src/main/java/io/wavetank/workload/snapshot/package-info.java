/** A live cluster as input: Kubernetes objects, as kubectl, Helm or a folder of manifests gives them, become a cluster and its workload. */
@NullMarked
package io.wavetank.workload.snapshot;

import org.jspecify.annotations.NullMarked;

/** The recommender of the vertical pod autoscaler of Kubernetes: what containers should request, by what they used. */
@NullMarked
package io.wavetank.policy.kubernetes.autoscale.vpa;

import org.jspecify.annotations.NullMarked;

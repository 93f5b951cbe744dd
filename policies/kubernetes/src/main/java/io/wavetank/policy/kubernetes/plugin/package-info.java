/** The in-tree plug-ins of kube-scheduler, one small class each. */
@NullMarked
package io.wavetank.policy.kubernetes.plugin;

import org.jspecify.annotations.NullMarked;

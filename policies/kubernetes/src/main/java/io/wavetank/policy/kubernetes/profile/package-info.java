/** A scheduler's configuration as data: which plug-ins, with which weights and arguments, as of which version. */
@NullMarked
package io.wavetank.policy.kubernetes.profile;

import org.jspecify.annotations.NullMarked;

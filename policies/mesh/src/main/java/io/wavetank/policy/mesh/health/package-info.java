/** Active health checks of load balancers and proxies. */
@NullMarked
package io.wavetank.policy.mesh.health;

import org.jspecify.annotations.NullMarked;

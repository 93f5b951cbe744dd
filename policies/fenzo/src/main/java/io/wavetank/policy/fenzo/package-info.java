/** Netflix Fenzo: its own scheduler, given nodes as machines and tasks as requests. */
@NullMarked
package io.wavetank.policy.fenzo;

import org.jspecify.annotations.NullMarked;

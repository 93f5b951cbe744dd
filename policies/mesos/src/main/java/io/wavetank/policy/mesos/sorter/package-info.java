/** Who is served first: trees of clients, ordered by dominant share or by chance. */
@NullMarked
package io.wavetank.policy.mesos.sorter;

import org.jspecify.annotations.NullMarked;

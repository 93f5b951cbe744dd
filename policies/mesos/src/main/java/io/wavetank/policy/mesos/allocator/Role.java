package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A role with what it and all below it have: reservations, and what is offered or allocated. */
final class Role {
    final String path;
    final @Nullable Role parent;
    final SortedMap<String, Role> children = new TreeMap<>();
    final TreeSet<String> frameworks = new TreeSet<>();
    Quota quota = Quota.NONE;
    Quantities reserved = Quantities.NONE;
    ResourceBag held = ResourceBag.EMPTY;

    Role(String path, @Nullable Role parent) {
        this.path = path;
        this.parent = parent;
    }

    /** What counts against its quota: all reservations, taken or not, and what it holds that is neither reserved nor revocable. */
    Quantities quotaConsumed() {
        return reserved.plus(Quantities.of(held.filter(each -> !each.reserved() && !each.revocable())));
    }
}

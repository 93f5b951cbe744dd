package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All roles that were ever named, as a tree; what one has, its ancestors have too. */
final class RoleTree {
    private final Role root = new Role("", null);
    private final Map<String, Role> roles = new HashMap<>();

    Role root() {
        return root;
    }

    @Nullable
    Role find(String path) {
        return roles.get(path);
    }

    Role get(String path) {
        Role there = roles.get(path);
        if (there != null) {
            return there;
        }
        Role current = root;
        for (String name : path.split("/", -1)) {
            Role parent = current;
            current = parent.children.computeIfAbsent(
                    name, key -> new Role(parent.path.isEmpty() ? key : parent.path + "/" + key, parent));
            roles.put(current.path, current);
        }
        return current;
    }

    Quota quota(String path) {
        Role role = roles.get(path);
        return role == null ? Quota.NONE : role.quota;
    }

    private static void upwards(Role role, Consumer<Role> change) {
        for (@Nullable Role each = role; each != null; each = each.parent) {
            change.accept(each);
        }
    }

    void trackReservations(ResourceBag total) {
        forReservations(total, (role, amount) -> role.reserved = role.reserved.plus(amount));
    }

    void untrackReservations(ResourceBag total) {
        forReservations(total, (role, amount) -> role.reserved = role.reserved.minus(amount));
    }

    private void forReservations(ResourceBag total, Change change) {
        for (Resource each : total.resources()) {
            if (each.reserved() && each.isScalar()) {
                Quantities amount = Quantities.of(ResourceBag.of(each));
                upwards(get(each.reservationRole()), role -> change.apply(role, amount));
            }
        }
    }

    private interface Change {
        void apply(Role role, Quantities amount);
    }

    void trackHeld(String role, ResourceBag resources) {
        ResourceBag scalars = resources.filter(Resource::isScalar);
        upwards(get(role), each -> each.held = each.held.plus(scalars));
    }

    void untrackHeld(String role, ResourceBag resources) {
        ResourceBag scalars = resources.filter(Resource::isScalar);
        upwards(get(role), each -> each.held = each.held.minus(scalars));
    }
}

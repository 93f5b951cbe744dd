package io.wavetank.policy.mesos.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Resources of several kinds, each kind once; volumes that are not shared are each a kind of their own. A value: arithmetic makes new ones.
 *
 * <p>Taking away more than there is leaves nothing; empty amounts are dropped.
 */
public final class ResourceBag {
    /** Nothing. */
    public static final ResourceBag EMPTY = new ResourceBag(List.of());

    private final List<Resource> resources;

    private ResourceBag(List<Resource> resources) {
        this.resources = resources;
    }

    /** Returns the bag of these resources, added up. */
    public static ResourceBag of(List<Resource> resources) {
        var sum = new ArrayList<Resource>(resources.size());
        resources.forEach(each -> add(sum, each));
        return made(sum);
    }

    /** Returns the bag of these resources, added up. */
    public static ResourceBag of(Resource... resources) {
        return of(List.of(resources));
    }

    private static ResourceBag made(List<Resource> resources) {
        return resources.isEmpty() ? EMPTY : new ResourceBag(resources);
    }

    /** The resources; not to be changed. */
    public List<Resource> resources() {
        return Collections.unmodifiableList(resources);
    }

    /** The resources, for those who do not change them. */
    List<Resource> own() {
        return resources;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return resources.isEmpty();
    }

    /** Returns the sum. */
    public ResourceBag plus(ResourceBag other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        var sum = new ArrayList<>(resources);
        other.resources.forEach(each -> add(sum, each));
        return new ResourceBag(sum);
    }

    private static void add(List<Resource> sum, Resource more) {
        if (more.amount().isEmpty()) {
            return;
        }
        for (int i = 0; i < sum.size(); i++) {
            Resource there = sum.get(i);
            if (there.sameKind(more) && there.volume().isEmpty()) {
                sum.set(i, there.withAmount(there.amount().plus(more.amount())));
                return;
            }
            if (there.shared() && there.sameKind(more) && there.amount().equals(more.amount())) {
                sum.set(i, there.withCopies(there.copies() + more.copies()));
                return;
            }
        }
        sum.add(more);
    }

    /** Returns what is left when the other is taken away. */
    public ResourceBag minus(ResourceBag other) {
        if (other.isEmpty() || isEmpty()) {
            return this;
        }
        var left = new ArrayList<>(resources);
        other.resources.forEach(each -> subtract(left, each));
        return made(left);
    }

    private static void subtract(List<Resource> left, Resource less) {
        for (int i = 0; i < left.size(); i++) {
            Resource there = left.get(i);
            if (!there.sameKind(less)
                    || (!there.volume().isEmpty() && !there.amount().equals(less.amount()))) {
                continue;
            }
            if (there.shared() && there.copies() > less.copies()) {
                left.set(i, there.withCopies(there.copies() - less.copies()));
                return;
            }
            Amount rest = there.volume().isEmpty() ? there.amount().minus(less.amount()) : Scalar.ZERO;
            if (rest.isEmpty()) {
                left.remove(i);
            } else {
                left.set(i, there.withAmount(rest));
            }
            return;
        }
    }

    /** Whether the other is part of this, kind by kind. */
    public boolean contains(ResourceBag other) {
        ResourceBag remaining = this;
        for (Resource each : other.resources) {
            if (remaining.resources.stream().noneMatch(there -> there.covers(each))) {
                return false;
            }
            if (!each.volume().isEmpty()) {
                remaining = remaining.minus(new ResourceBag(List.of(each)));
            }
        }
        return true;
    }

    /** Whether there is one copy of a shared volume, or all of anything else, in it. */
    public boolean contains(Resource resource) {
        return resources.stream().anyMatch(there -> there.covers(resource));
    }

    /** Whether the numbers in it, whatever they are reserved for, add up to at least these quantities. */
    public boolean contains(Quantities quantities) {
        return Quantities.of(this).contains(quantities);
    }

    /** Returns the part of it whose kinds answer to something. */
    public ResourceBag filter(Predicate<Resource> wanted) {
        int first = 0; // most often all of it answers, and there is nothing to be made
        while (first < resources.size() && wanted.test(resources.get(first))) {
            first++;
        }
        if (first == resources.size()) {
            return this;
        }
        var part = new ArrayList<>(resources.subList(0, first));
        for (int i = first + 1; i < resources.size(); i++) {
            Resource each = resources.get(i);
            if (wanted.test(each)) {
                part.add(each);
            }
        }
        return made(part);
    }

    /** Returns the part that is not shared. */
    public ResourceBag nonShared() {
        return filter(each -> !each.shared());
    }

    /** Returns the part that is shared. */
    public ResourceBag shared() {
        return filter(Resource::shared);
    }

    /** Returns the part that is reserved. */
    public ResourceBag reserved() {
        return filter(Resource::reserved);
    }

    /** Returns the same, allocated to a role; the empty string for no role. */
    public ResourceBag allocatedTo(String role) {
        if (resources.stream().allMatch(each -> each.role().equals(role))) {
            return this;
        }
        return of(resources.stream().map(each -> each.allocatedTo(role)).toList());
    }

    /** How many thousandths there are of something, over all its kinds. */
    public long thousandths(String name) {
        long sum = 0;
        for (Resource each : resources) {
            if (each.name().equals(name)) {
                sum += each.thousandths();
            }
        }
        return sum;
    }

    /** Whether both hold the same. */
    public boolean same(ResourceBag other) {
        return resources.size() == other.resources.size() && contains(other) && other.contains(this);
    }

    @Override
    public String toString() {
        return resources.stream().map(Resource::toString).collect(Collectors.joining("; "));
    }
}

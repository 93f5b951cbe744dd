package io.wavetank.policy.mesos.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts resources down to a size. What cannot be divided and is too large is left out whole.
 *
 * <p>Where several kinds of one name compete for the size, those that come first in the bag win. Mesos lets chance decide; here the order of a
 * bag is the order in which its kinds came into it.
 */
public final class Shrink {
    private Shrink() {}

    /** Returns at most these quantities; what has no quantity is dropped. */
    public static ResourceBag to(ResourceBag bag, Quantities target) {
        return target.isEmpty() ? ResourceBag.EMPTY : cut(bag, new TreeMap<>(target.byName()), false);
    }

    /** Returns as much as the bounds allow; what has no bound is kept. */
    public static ResourceBag to(ResourceBag bag, Limits target) {
        var left = new TreeMap<String, Long>();
        for (Resource each : bag.resources()) {
            Long bound = target.thousandths(each.name());
            if (bound != null) {
                left.put(each.name(), bound);
            }
        }
        return left.isEmpty() ? bag : cut(bag, left, true);
    }

    private static ResourceBag cut(ResourceBag bag, Map<String, Long> left, boolean keepOthers) {
        List<Resource> kept = new ArrayList<>();
        for (Resource each : bag.resources()) {
            Long size = left.get(each.name());
            Resource piece = size == null ? (keepOthers ? each : null) : piece(each, size);
            if (piece != null) {
                kept.add(piece);
                left.computeIfPresent(each.name(), (name, there) -> there - piece.thousandths());
            }
        }
        return ResourceBag.of(kept);
    }

    private static @Nullable Resource piece(Resource resource, long thousandths) {
        if (resource.thousandths() <= thousandths) {
            return resource;
        }
        return resource.volume().isEmpty() ? resource.withAmount(new Scalar(thousandths)) : null;
    }
}

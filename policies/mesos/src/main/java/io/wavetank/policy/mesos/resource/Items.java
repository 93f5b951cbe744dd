package io.wavetank.policy.mesos.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A set of words, such as disks.
 *
 * @param items the words, sorted, each once
 */
public record Items(List<String> items) implements Amount {
    /** Sorts. */
    public Items {
        items = List.copyOf(new TreeSet<>(items));
    }

    static Items parse(String text) {
        var found = new ArrayList<String>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                found.add(part.strip());
            }
        }
        return new Items(found);
    }

    @Override
    public boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public Items plus(Amount other) {
        var all = new ArrayList<>(items);
        all.addAll(((Items) other).items);
        return new Items(all);
    }

    @Override
    public Items minus(Amount other) {
        var left = new ArrayList<>(items);
        left.removeAll(((Items) other).items);
        return new Items(left);
    }

    @Override
    public boolean contains(Amount other) {
        return other instanceof Items part && items.containsAll(part.items);
    }

    @Override
    public String toString() {
        return items.stream().collect(Collectors.joining(", ", "{", "}"));
    }
}

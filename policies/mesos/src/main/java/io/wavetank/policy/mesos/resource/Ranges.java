package io.wavetank.policy.mesos.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ranges of whole numbers, such as ports, both ends included; sorted, and joined where they touch.
 *
 * @param ranges the ranges
 */
public record Ranges(List<Range> ranges) implements Amount {
    /**
     * One range.
     *
     * @param first its first number
     * @param last its last number, not below the first
     */
    public record Range(long first, long last) {
        /** Checks the order. */
        public Range {
            if (last < first) {
                throw new IllegalArgumentException("A range ends before it begins: " + first + "-" + last);
            }
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /** Sorts and joins. */
    public Ranges {
        var joined = new ArrayList<Range>();
        for (Range each :
                ranges.stream().sorted(Comparator.comparingLong(Range::first)).toList()) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before == null || each.first() - 1 > before.last()) {
                joined.add(each);
            } else {
                joined.set(joined.size() - 1, new Range(before.first(), Math.max(before.last(), each.last())));
            }
        }
        ranges = List.copyOf(joined);
    }

    static Ranges parse(String text) {
        var found = new ArrayList<Range>();
        for (String part : text.split(",", -1)) {
            String trimmed = part.strip();
            if (!trimmed.isEmpty()) {
                int dash = trimmed.indexOf('-', 1);
                try {
                    long first = Long.parseLong((dash < 0 ? trimmed : trimmed.substring(0, dash)).strip());
                    found.add(new Range(
                            first,
                            dash < 0
                                    ? first
                                    : Long.parseLong(trimmed.substring(dash + 1).strip())));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("'" + trimmed + "' is no range; expected from-to");
                }
            }
        }
        return new Ranges(found);
    }

    @Override
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    @Override
    public Ranges plus(Amount other) {
        var all = new ArrayList<>(ranges);
        all.addAll(((Ranges) other).ranges);
        return new Ranges(all);
    }

    @Override
    public Ranges minus(Amount other) {
        List<Range> left = ranges;
        for (Range hole : ((Ranges) other).ranges) {
            left = without(left, hole);
        }
        return new Ranges(left);
    }

    private static List<Range> without(List<Range> ranges, Range hole) {
        var left = new ArrayList<Range>();
        for (Range each : ranges) {
            if (hole.last() < each.first() || hole.first() > each.last()) {
                left.add(each);
                continue;
            }
            if (each.first() < hole.first()) {
                left.add(new Range(each.first(), hole.first() - 1));
            }
            if (each.last() > hole.last()) {
                left.add(new Range(hole.last() + 1, each.last()));
            }
        }
        return left;
    }

    @Override
    public boolean contains(Amount other) {
        return other instanceof Ranges part
                && part.ranges.stream()
                        .allMatch(each -> ranges.stream()
                                .anyMatch(range -> range.first() <= each.first() && each.last() <= range.last()));
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}

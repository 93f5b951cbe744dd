package io.wavetank.policy.mesos.resource;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers of resources by name, in thousandths; what is absent is zero. A value: arithmetic makes new ones, and never goes below zero. */
public final class Quantities {
    /** Nothing. */
    public static final Quantities NONE = new Quantities(new String[0], new long[0], 0);

    /** In their order; there are few, and they are looked through. */
    private final String[] names;

    private final long[] thousandths;
    private final int count;

    private Quantities(String[] names, long[] thousandths, int count) {
        this.names = names;
        this.thousandths = thousandths;
        this.count = count;
    }

    private static Quantities made(String[] names, long[] thousandths, int count) {
        return count == 0 ? NONE : new Quantities(names, thousandths, count);
    }

    /** Returns the numbers in a bag, whatever they are reserved for; a shared volume counts once however many copies there are. */
    public static Quantities of(ResourceBag bag) {
        List<Resource> resources = bag.own();
        var names = new String[resources.size()];
        var sums = new long[resources.size()];
        int count = 0;
        for (int i = 0; i < resources.size(); i++) {
            Resource each = resources.get(i);
            if (each.thousandths() > 0) {
                count = add(names, sums, count, each.name(), each.thousandths());
            }
        }
        return made(names, sums, count);
    }

    /** Adds to the number of a name, which is put in its place if it is new; returns how many there are then. */
    private static int add(String[] names, long[] sums, int count, String name, long more) {
        int at = 0;
        while (at < count && names[at].compareTo(name) < 0) {
            at++;
        }
        if (at < count && names[at].equals(name)) {
            sums[at] = Math.addExact(sums[at], more);
            return count;
        }
        System.arraycopy(names, at, names, at + 1, count - at);
        System.arraycopy(sums, at, sums, at + 1, count - at);
        names[at] = name;
        sums[at] = more;
        return count + 1;
    }

    /** Returns these numbers, in thousandths; those that are zero or less are left out. */
    public static Quantities of(Map<String, Long> thousandths) {
        var names = new String[thousandths.size()];
        var sums = new long[thousandths.size()];
        int count = 0;
        for (var each : new TreeMap<>(thousandths).entrySet()) {
            if (each.getValue() > 0) {
                names[count] = each.getKey();
                sums[count++] = each.getValue();
            }
        }
        return made(names, sums, count);
    }

    /** The numbers by name, in thousandths. */
    public Map<String, Long> byName() {
        return Map.copyOf(sorted());
    }

    private SortedMap<String, Long> sorted() {
        var sorted = new TreeMap<String, Long>();
        for (int i = 0; i < count; i++) {
            sorted.put(names[i], thousandths[i]);
        }
        return sorted;
    }

    /** The names in their order. */
    public Iterable<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names).subList(0, count));
    }

    /** How many thousandths there are of something. */
    public long thousandths(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return thousandths[i];
            }
        }
        return 0;
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns the sum. */
    public Quantities plus(Quantities other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        String[] all = Arrays.copyOf(names, count + other.count);
        long[] sums = Arrays.copyOf(thousandths, count + other.count);
        int sum = count;
        for (int i = 0; i < other.count; i++) {
            sum = add(all, sums, sum, other.names[i], other.thousandths[i]);
        }
        return made(all, sums, sum);
    }

    /** Returns what is left when the other is taken away; zero where it is more. */
    public Quantities minus(Quantities other) {
        if (other.isEmpty() || isEmpty()) {
            return this;
        }
        var left = new String[count];
        var rests = new long[count];
        int rest = 0;
        for (int i = 0; i < count; i++) {
            long less = other.thousandths(names[i]);
            if (thousandths[i] > less) {
                left[rest] = names[i];
                rests[rest++] = thousandths[i] - less;
            }
        }
        return made(left, rests, rest);
    }

    /** Whether there is at least as much of everything. */
    public boolean contains(Quantities other) {
        for (int i = 0; i < other.count; i++) {
            if (thousandths(other.names[i]) < other.thousandths[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return sorted().toString();
    }
}

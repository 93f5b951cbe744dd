package io.wavetank.report.chart;

/** A group of bars by its place, so that two groups of one name stay two. */
record Category(int place, String name) implements Comparable<Category> {
    @Override
    public int compareTo(Category other) {
        return Integer.compare(place, other.place);
    }

    /** Returns the name, which is what JFreeChart writes below the group. */
    @Override
    public String toString() {
        return name;
    }
}

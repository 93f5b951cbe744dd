package io.wavetank.workload.input;

/**
 * A column of a binary table.
 *
 * @param name its name; of one inside a structure with the names of those around it, {@code resource_request.cpus}
 * @param kind what its values are
 * @param listAt how many names lead to the list that its values stand in; 0 if there is one value a row
 */
public record TableColumn(String name, Kind kind, int listAt) {
    /** What the values of a column are. */
    public enum Kind {
        /** Whole numbers of 64 bits. */
        WHOLE,
        /** Binary floating point. */
        NUMBER,
        /** Points in time, in nanoseconds since 1970. */
        INSTANT,
        /** True or false, as 1 and 0. */
        TRUTH,
        /** Text, or bytes taken for UTF-8. */
        TEXT,
        /** Anything of these, value by value. */
        ANY
    }

    /** Whether a row may have any number of values. */
    public boolean list() {
        return listAt > 0;
    }
}

package io.wavetank.workload.input;

import java.util.LinkedHashMap;
import java.util.Map;

/** The header line of a CSV file: which column stands where; and the rows below it, each with as many fields. */
public final class Columns {
    private final Lines lines;
    private final Row row;
    private final Map<String, Integer> places;

    private Columns(Lines lines, Row row, Map<String, Integer> places) {
        this.lines = lines;
        this.row = row;
        this.places = places;
    }

    /** Reads the header, which is the first line that is not blank. */
    public static Columns read(Lines lines, Row row) throws TraceFormatException {
        if (!nextNotBlank(lines)) {
            throw lines.fileError("there is no header line in it", "check that it is the right file");
        }
        row.splitCommas();
        var places = new LinkedHashMap<String, Integer>();
        for (int field = 0; field < row.count(); field++) {
            String name = row.text(field).strip();
            if (places.put(name, field) != null) {
                throw lines.error("two columns are named " + Quoted.of(name), "rename one of them");
            }
        }
        return new Columns(lines, row, places);
    }

    /** Steps to the next row and splits it; false at the end. Blank lines are passed over. */
    public boolean nextRow() throws TraceFormatException {
        if (!nextNotBlank()) {
            return false;
        }
        row.splitCommas();
        row.expect(places.size());
        return true;
    }

    private static boolean nextNotBlank(Lines lines) throws TraceFormatException {
        while (lines.next()) {
            if (!lines.blank()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextNotBlank() throws TraceFormatException {
        while (lines.next(row)) {
            if (!lines.blank()) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a column of that name. */
    public boolean has(String name) {
        return places.containsKey(name);
    }

    /** Where the column stands, from 0; -1 if there is none. */
    public int optional(String name) {
        return places.getOrDefault(name, -1);
    }

    /** Where the column stands, from 0. */
    public int required(String name) throws TraceFormatException {
        Integer place = places.get(name);
        if (place == null) {
            throw lines.error("the column '" + name + "' is missing", "check that it is the right file");
        }
        return place;
    }

    /** The names and places of all columns, in their order. */
    public Map<String, Integer> places() {
        return places;
    }
}

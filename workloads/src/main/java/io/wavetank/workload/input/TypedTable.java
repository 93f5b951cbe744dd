package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a binary table that lies in one file or, in shards, in several: columns are declared by name, in the order in which the reader numbers
 * them; those whose declared name ends in {@code ?} may be missing, in each shard anew.
 */
public final class TypedTable {
    private static final String REMEDY = "correct the file or fetch it again";

    private final Reading reading;
    private final List<TraceFile> shards;
    private final String[] names;
    private final boolean[] optional;
    private final int[] places;
    private int shard;
    private TablePart part;
    private Cells cells;
    private boolean opened;
    private long row;

    /** Declares the columns; each of the files has a table with those that are not optional. */
    @SuppressWarnings("NullAway.Init") // a shard is opened before it is read
    public TypedTable(Reading reading, List<TraceFile> shards, String... names) {
        this.reading = reading;
        this.shards = List.copyOf(shards);
        this.names = new String[names.length];
        this.optional = new boolean[names.length];
        this.places = new int[names.length];
        for (int column = 0; column < names.length; column++) {
            optional[column] = names[column].endsWith("?");
            this.names[column] =
                    optional[column] ? names[column].substring(0, names[column].length() - 1) : names[column];
        }
    }

    /** Steps to the next row; false after the last of the last shard. */
    public boolean next() throws TraceFormatException {
        while (opened || shard < shards.size()) {
            if (!opened) {
                open(shards.get(shard++));
            }
            if (cells.next()) {
                row++;
                return true;
            }
            reading.done(part);
            opened = false;
        }
        return false;
    }

    private void open(TraceFile file) throws TraceFormatException {
        part = reading.tables(file);
        List<String> required = new ArrayList<>();
        for (int column = 0; column < names.length; column++) {
            if (!optional[column]) {
                required.add(names[column]);
            }
        }
        TableShape shape = part.tables().tables().stream()
                .filter(table -> table.has(required))
                .findFirst()
                .orElseThrow(() -> part.bytes().fault("has no table with the columns " + required, REMEDY));
        List<String> there = shape.columnNames();
        List<String> wanted = new ArrayList<>();
        Arrays.fill(places, -1);
        for (int column = 0; column < names.length; column++) {
            if (there.contains(names[column])) {
                places[column] = wanted.size();
                wanted.add(names[column]);
            }
        }
        cells = part.tables().cells(shape.name(), wanted);
        row = 0;
        opened = true;
    }

    /** Whether the file at hand has the column. */
    public boolean has(int column) {
        return places[column] >= 0;
    }

    /** How many values the row has in the column: 0 if there is none, or no such column. */
    public int count(int column) {
        int place = places[column];
        if (place < 0) {
            return 0;
        }
        int count = cells.count(place);
        return count == 1 && cells.isNull(place, 0) ? 0 : count;
    }

    /** Whether there is nothing in the column, or no such column. */
    public boolean empty(int column) {
        return count(column) == 0;
    }

    /** Whether the column holds points in time, which {@link #whole} gives in nanoseconds since 1970. */
    public boolean instant(int column) {
        return !empty(column) && cells.kind(places[column], 0) == TableColumn.Kind.INSTANT;
    }

    /** The column as a whole number between two bounds, both included; decimals may be there if they are zero. */
    public long whole(int column, long min, long max) throws TraceFormatException {
        return whole(column, 0, min, max);
    }

    /** The same of a value in a list. */
    public long whole(int column, int i, long min, long max) throws TraceFormatException {
        long value;
        try {
            value = decimal(column, i).longValueExact();
        } catch (ArithmeticException e) {
            throw fault(column, "a whole number expected, got " + Quoted.of(text(column, i)));
        }
        if (value < min || value > max) {
            throw fault(column, value + " is not from " + min + " to " + max);
        }
        return value;
    }

    /** The column, a number, times a whole number, rounded up; it cannot be negative. */
    public long times(int column, long factor) throws TraceFormatException {
        BigDecimal product =
                decimal(column, 0).multiply(BigDecimal.valueOf(factor)).setScale(0, RoundingMode.UP);
        if (product.signum() < 0 || product.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw fault(column, Quoted.of(text(column, 0)) + " is negative, or beyond what 64 bits hold in our unit");
        }
        return product.longValueExact();
    }

    /** The column as a number of any kind. */
    public BigDecimal decimal(int column, int i) throws TraceFormatException {
        int place = place(column, i);
        try {
            switch (cells.kind(place, i)) {
                case WHOLE, INSTANT, TRUTH -> {
                    return BigDecimal.valueOf(cells.whole(place, i));
                }
                case NUMBER -> {
                    return decimal(cells.number(place, i));
                }
                case TEXT, ANY -> {
                    String text = cells.text(place, i);
                    if (text.length() <= 40) {
                        BigDecimal value = new BigDecimal(text);
                        if (Math.abs((long) value.scale()) <= 40) {
                            return value;
                        }
                    }
                }
            }
        } catch (NumberFormatException e) {
            throw fault(column, "a number expected, got " + Quoted.of(text(column, i)));
        }
        throw fault(column, "a number of ordinary size expected, got " + Quoted.of(text(column, i)));
    }

    private static BigDecimal decimal(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException();
        }
        return ShortestDecimal.of(value);
    }

    /** The column as a number for a series; NaN if there is nothing in it. */
    public double number(int column) throws TraceFormatException {
        return empty(column) ? Double.NaN : decimal(column, 0).doubleValue();
    }

    /** The column as text; the empty string if there is nothing in it, or no such column. */
    public String text(int column) throws TraceFormatException {
        return empty(column) ? "" : text(column, 0);
    }

    /** A value of a list as text; whole numbers without decimals, whatever they are kept as. */
    public String text(int column, int i) throws TraceFormatException {
        int place = place(column, i);
        switch (cells.kind(place, i)) {
            case NUMBER -> {
                double value = cells.number(place, i);
                return Double.isFinite(value) ? ShortestDecimal.of(value).toString() : Double.toString(value);
            }
            case WHOLE, INSTANT, TRUTH -> {
                return Long.toString(cells.whole(place, i));
            }
            case TEXT, ANY -> {
                return cells.text(place, i);
            }
        }
        throw new IllegalStateException("A value is of no kind");
    }

    private int place(int column, int i) throws TraceFormatException {
        int place = places[column];
        if (place < 0) {
            throw part.bytes().fault("has no column '" + names[column] + "'", REMEDY);
        }
        if (i >= cells.count(place) || cells.isNull(place, i)) {
            throw fault(column, "there is nothing in it");
        }
        return place;
    }

    /** A fault in a column of the current row. */
    public TraceFormatException fault(int column, String problem) {
        return part.bytes().fault("row " + row + ", column '" + names[column] + "': " + problem, REMEDY);
    }

    /** A fault of the current row. */
    public TraceFormatException fault(String problem) {
        return part.bytes().fault("row " + row + ": " + problem, REMEDY);
    }
}

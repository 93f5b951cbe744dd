package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that lies in one file or, in shards, in several: columns are declared by name, in the order in which the reader numbers
 * them. Blank lines, and lines that begin with {@code #}, are passed over.
 *
 * <p>With a header line columns go by name, in each shard anew, and those whose declared name ends in {@code ?} may be missing, as all others may
 * not; without one they stand in the declared order, and those with {@code ?} may be missing at the end. A first line that begins with the
 * name of the first column is taken for a header line in either case.
 */
public final class Table {
    /** What stands between fields. */
    public enum Separator {
        /** Commas, with quoting. */
        COMMA,
        /** Semicolons, with blanks around fields. */
        SEMICOLON,
        /** Runs of blanks. */
        BLANKS
    }

    private final Reading reading;
    private final List<TraceFile> shards;
    private final boolean headed;
    private final Separator separator;
    private final String[] names;
    private final int least;
    private final boolean[] optional;
    private final int[] places;
    private int shard;
    private @Nullable Lines lines;
    private @Nullable Row row;
    private int width;
    private boolean ready;

    private Table(Reading reading, List<TraceFile> shards, boolean headed, Separator separator, List<String> names) {
        this.reading = reading;
        this.shards = List.copyOf(shards);
        this.headed = headed;
        this.separator = separator;
        this.names = new String[names.size()];
        this.places = new int[names.size()];
        this.optional = new boolean[names.size()];
        int required = 0;
        for (int column = 0; column < places.length; column++) {
            String name = names.get(column);
            optional[column] = name.endsWith("?");
            required += optional[column] ? 0 : 1;
            this.names[column] = optional[column] ? name.substring(0, name.length() - 1) : name;
        }
        this.least = required;
    }

    /** Returns a table without header line. */
    public static Table plain(Reading reading, List<TraceFile> shards, Separator separator, String... names) {
        return new Table(reading, shards, false, separator, List.of(names));
    }

    /** Returns a table with a header line in each file. */
    public static Table headed(Reading reading, List<TraceFile> shards, Separator separator, String... names) {
        return new Table(reading, shards, true, separator, List.of(names));
    }

    /** Steps to the next row; false after the last of the last shard. */
    public boolean next() throws TraceFormatException {
        while (true) {
            if (lines == null && !open()) {
                return false;
            }
            if (ready || step()) {
                ready = false;
                return true;
            }
            reading.done(current());
            lines = null;
        }
    }

    private boolean open() throws TraceFormatException {
        if (shard == shards.size()) {
            return false;
        }
        Lines opened = reading.lines(shards.get(shard++));
        lines = opened;
        row = new Row(opened);
        width = 0;
        if (!nextLine()) {
            if (headed) {
                throw opened.fileError("there is no header line in it", "check that it is the right file");
            }
            return true;
        }
        split();
        if (headed || row().text(0).equals(names[0])) {
            header(opened, row());
        } else {
            check();
            ready = true;
        }
        return true;
    }

    private void header(Lines opened, Row header) throws TraceFormatException {
        Arrays.fill(places, -1);
        width = header.count();
        for (int field = 0; field < width; field++) {
            String name = header.text(field).strip();
            for (int column = 0; column < places.length; column++) {
                if (names[column].equals(name)) {
                    if (places[column] >= 0) {
                        throw opened.error("two columns are named " + Quoted.of(name), "rename one of them");
                    }
                    places[column] = field;
                }
            }
        }
        for (int column = 0; column < places.length; column++) {
            if (places[column] < 0 && !optional[column]) {
                throw opened.error("the column '" + names[column] + "' is missing", "check that it is the right file");
            }
        }
    }

    private boolean step() throws TraceFormatException {
        if (!nextLine()) {
            return false;
        }
        split();
        check();
        return true;
    }

    private boolean nextLine() throws TraceFormatException {
        Lines current = current();
        while (separator == Separator.COMMA ? current.next(row()) : current.next()) {
            byte first = current.firstByte();
            if (first != 0 && first != '#') {
                return true;
            }
        }
        return false;
    }

    private void split() throws TraceFormatException {
        Row current = row();
        switch (separator) {
            case COMMA -> {
                current.splitCommas();
                current.trim();
            }
            case SEMICOLON -> current.splitAt(';');
            case BLANKS -> current.splitBlanks();
        }
    }

    /** Checks how many fields the row has, and where its columns stand. */
    private void check() throws TraceFormatException {
        Row current = row();
        if (width > 0) {
            current.expect(width);
        } else if (current.count() < least || current.count() > names.length) {
            String wanted = least == names.length ? "" + least : least + " to " + names.length;
            throw current().error(wanted + " fields expected, got " + current.count(), Row.REMEDY);
        } else {
            for (int column = 0; column < names.length; column++) {
                places[column] = column < current.count() ? column : -1;
            }
        }
    }

    private Lines current() {
        if (lines == null) {
            throw new IllegalStateException("There is no current row");
        }
        return lines;
    }

    private Row row() {
        if (row == null) {
            throw new IllegalStateException("There is no current row");
        }
        return row;
    }

    /** The name of the file in which the current row stands, without its folder. */
    public String fileName() throws TraceFormatException {
        return shards.get(shard - 1).head().name();
    }

    /** The number of the line in which the current row stands, from 1. */
    public long line() {
        return current().number();
    }

    /** Whether there is nothing in the column, or no such column. */
    public boolean empty(int column) {
        return places[column] < 0 || row().empty(places[column]);
    }

    /** The column as text; the empty string if there is no such column. */
    public String text(int column) throws TraceFormatException {
        return places[column] < 0 ? "" : row().text(places[column]);
    }

    /** The column as text, for columns of few different texts: see {@link Row#sharedText}. */
    public String sharedText(int column) throws TraceFormatException {
        return places[column] < 0 ? "" : row().sharedText(places[column]);
    }

    /** The column as a whole number between two bounds, both included. */
    public long whole(int column, long min, long max) throws TraceFormatException {
        return row().whole(place(column), names[column], min, max);
    }

    /** The same where decimals may be written if they are zero ({@code 64.0}). */
    public long wholeOrZeroDecimals(int column, long min, long max) throws TraceFormatException {
        long value = row().wholeOrZeroDecimals(place(column), names[column]);
        if (value < min || value > max) {
            throw fault(column, value + " is not from " + min + " to " + max);
        }
        return value;
    }

    /** The column, a number with decimals, times ten to the power of {@code power}, rounded up: see {@link Row#scaled}. */
    public long scaled(int column, int power) throws TraceFormatException {
        return row().scaled(place(column), names[column], power);
    }

    /** The column, a number with decimals, times a whole number, rounded up; it cannot be negative. */
    public long times(int column, long factor) throws TraceFormatException {
        BigDecimal product =
                decimal(column).multiply(BigDecimal.valueOf(factor)).setScale(0, RoundingMode.UP);
        if (product.signum() < 0 || product.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw fault(column, Quoted.of(text(column)) + " is negative, or beyond what 64 bits hold in our unit");
        }
        return product.longValueExact();
    }

    /** The same for what cannot be negative. */
    public long amount(int column, int power) throws TraceFormatException {
        long value = scaled(column, power);
        if (value < 0) {
            throw fault(column, Quoted.of(text(column)) + " is negative");
        }
        return value;
    }

    /** The column, a number of seconds, in nanoseconds; digits beyond the ninth decimal are dropped. */
    public long nanos(int column) throws TraceFormatException {
        return row().nanos(place(column), names[column]);
    }

    /** What cannot be negative, a number of seconds, in nanoseconds. */
    public long nanosFromZero(int column) throws TraceFormatException {
        long nanos = nanos(column);
        if (nanos < 0) {
            throw fault(column, Quoted.of(text(column)) + " is negative");
        }
        return nanos;
    }

    /** The column as a number of any kind. */
    public BigDecimal decimal(int column) throws TraceFormatException {
        return row().decimal(place(column), names[column]);
    }

    /** The column as a number for a series; NaN if there is nothing in it. */
    public double number(int column) throws TraceFormatException {
        return empty(column) ? Double.NaN : decimal(column).doubleValue();
    }

    /** The column, a date and time, in nanoseconds since 1970: see {@link CalendarTime}. */
    public long calendarNanos(int column, ZoneId zone) throws TraceFormatException {
        String text = text(column);
        try {
            return CalendarTime.nanos(text, zone);
        } catch (DateTimeException | ArithmeticException e) {
            throw fault(column, "date and time expected, got " + Quoted.of(text));
        }
    }

    private int place(int column) throws TraceFormatException {
        if (places[column] < 0) {
            throw current().error("the column '" + names[column] + "' is missing", Row.REMEDY);
        }
        return places[column];
    }

    /** A fault in a column of the current row. */
    public TraceFormatException fault(int column, String problem) {
        return row().fault(names[column], problem);
    }

    /** A fault of the current row. */
    public TraceFormatException fault(String problem) {
        return current().error(problem, Row.REMEDY);
    }
}

package io.wavetank.workload.input;

import io.wavetank.sim.TaskNames;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The fields of the current line of a file, found without making objects: split at blanks, or at commas with quoting as in RFC 4180 (a field
 * ends on its line). A field is read as text or as a number, and a fault names its column.
 *
 * <p>Fields are numbered from 0. Units: {@link #nanos} turns seconds, whole or with decimals, into nanoseconds; digits beyond the ninth
 * decimal are dropped.
 */
public final class Row {
    /** What to do about most faults. */
    public static final String REMEDY = "correct or delete this line";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND;
    /** So many digits of seconds are looked at without making an object. */
    private static final int SECONDS_DIGITS = 10;

    /** So many commas most often stand in eight bytes of a table of numbers. */
    private static final int AT_ONCE = 2;

    private static final long COMMAS = Octets.repeated(',');
    private static final long FEEDS = Octets.repeated('\n');
    private static final long QUOTE_OR_LESS = Octets.repeated((char) ('"' + 1));
    private static final long QUOTES = Octets.repeated('"');

    private final Lines lines;
    private final FieldNumbers numbers;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int count;
    private long splitLine = -1;
    private final SharedTexts sharedTexts = new SharedTexts();

    /** Creates the fields of whatever line {@code lines} stands at. */
    public Row(Lines lines) {
        this.lines = lines;
        this.numbers = new FieldNumbers(lines);
    }

    /** Splits the current line at runs of blanks. */
    public void splitBlanks() {
        byte[] bytes = lines.buffer();
        count = 0;
        int i = lines.start();
        int end = lines.end();
        while (true) {
            while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
                i++;
            }
            if (i == end) {
                return;
            }
            int from = i;
            while (i < end && bytes[i] != ' ' && bytes[i] != '\t') {
                i++;
            }
            add(from, i);
        }
    }

    /**
     * Looks for the end of a line, eight bytes at a time, and splits it at commas on the way. Of each eight bytes {@value #AT_ONCE} commas are taken down
     * whether they are there or not, since what a wrong guess about their number costs is more; those that are not are overwritten.
     *
     * @return where the line feed is; -1 if something is quoted, or the end is not before {@code limit}, and nothing is split
     */
    int splitAhead(byte[] bytes, int from, int limit) {
        int[] stops = ends;
        int fields = 0;
        for (int at = from; at <= limit - Long.BYTES; at += Long.BYTES) {
            long eight = Octets.at(bytes, at);
            long found = Octets.zeros(eight ^ COMMAS);
            if (stops.length - fields <= 2 * Long.BYTES) {
                grow();
                stops = ends;
            }
            if (Octets.anyBelow(eight, QUOTE_OR_LESS)) {
                long feeds = Octets.zeros(eight ^ FEEDS);
                long before = Long.lowestOneBit(feeds) - 1;
                if ((Octets.zeros(eight ^ QUOTES) & before) != 0) {
                    return -1;
                }
                if (feeds != 0) {
                    fields = takeDown(found & before, at, stops, fields);
                    return finish(bytes, from, at + Octets.first(feeds), fields);
                }
            }
            fields = takeDown(found, at, stops, fields);
        }
        return -1;
    }

    /** Takes down where commas are found, and returns how many fields have an end then. */
    private static int takeDown(long commas, int at, int[] stops, int fields) {
        long found = commas;
        int next = fields + Long.bitCount(found);
        stops[fields] = at + Octets.first(found);
        found &= found - 1;
        stops[fields + 1] = at + Octets.first(found);
        for (int k = fields + AT_ONCE; k < next; k++) {
            found &= found - 1;
            stops[k] = at + Octets.first(found);
        }
        return next;
    }

    /** Ends the last field, and has every other begin behind the one before. */
    private int finish(byte[] bytes, int from, int feed, int fields) {
        int[] begins = starts;
        int[] stops = ends;
        stops[fields] = feed > from && bytes[feed - 1] == '\r' ? feed - 1 : feed;
        begins[0] = from;
        for (int field = 0; field < fields; field++) {
            begins[field + 1] = stops[field] + 1;
        }
        count = fields + 1;
        return feed;
    }

    /** Says that the current line has been split by {@link #splitAhead}. */
    void isSplit(long line) {
        splitLine = line;
    }

    /** Splits the current line at commas, quoted fields in mind; one that has been split when it was looked for is left as it is. */
    public void splitCommas() throws TraceFormatException {
        if (splitLine != lines.number()) {
            count = 0;
            splitQuoted(lines.start());
        }
    }

    /** Splits what is left of the line from the beginning of a field. */
    private void splitQuoted(int beginning) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        int i = beginning;
        int end = lines.end();
        while (true) {
            if (i < end && bytes[i] == '"') {
                i = unquote(bytes, i + 1, end);
            } else {
                int from = i;
                while (i < end && bytes[i] != ',') {
                    i++;
                }
                add(from, i);
            }
            if (i == end) {
                return;
            }
            i++;
        }
    }

    /** Splits the current line at a mark other than a comma, blanks around fields left out; there is no quoting. */
    public void splitAt(char mark) {
        byte[] bytes = lines.buffer();
        count = 0;
        int end = lines.end();
        int from = lines.start();
        for (int i = from; i <= end; i++) {
            if (i == end || bytes[i] == mark) {
                add(from, i);
                from = i + 1;
            }
        }
        trim();
    }

    /** Leaves out blanks around all fields. */
    public void trim() {
        byte[] bytes = lines.buffer();
        for (int field = 0; field < count; field++) {
            while (starts[field] < ends[field] && blank(bytes[starts[field]])) {
                starts[field]++;
            }
            while (starts[field] < ends[field] && blank(bytes[ends[field] - 1])) {
                ends[field]--;
            }
        }
    }

    private static boolean blank(byte mark) {
        return mark == ' ' || mark == '\t';
    }

    /** Takes a quoted field in place, doubled quotes as one; returns where the comma or the end is. */
    private int unquote(byte[] bytes, int from, int end) throws TraceFormatException {
        int to = from;
        int i = from;
        while (i < end) {
            if (bytes[i] != '"') {
                bytes[to++] = bytes[i++];
            } else if (i + 1 < end && bytes[i + 1] == '"') {
                bytes[to++] = '"';
                i += 2;
            } else {
                i++;
                if (i < end && bytes[i] != ',') {
                    throw lines.error("text after the closing quote of field " + (count + 1), REMEDY);
                }
                add(from, to);
                return i;
            }
        }
        throw lines.error("the quote of field " + (count + 1) + " is not closed on its line", REMEDY);
    }

    private void add(int from, int to) {
        if (count == starts.length) {
            grow();
        }
        starts[count] = from;
        ends[count++] = to;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        ends = Arrays.copyOf(ends, 2 * ends.length);
    }

    /** How many fields the line has. */
    public int count() {
        return count;
    }

    /** Checks how many fields the line has. */
    public void expect(int fields) throws TraceFormatException {
        if (count != fields) {
            throw lines.error(fields + " fields expected, got " + count, REMEDY);
        }
    }

    /** Whether there is nothing in the field. */
    public boolean empty(int field) {
        return starts[field] == ends[field];
    }

    /** The field as text. */
    public String text(int field) throws TraceFormatException {
        return lines.text(starts[field], ends[field]);
    }

    /** How a task is called that has the field for its name and belongs to no job; the text is made when somebody asks. */
    public TaskNames names(int field) throws TraceFormatException {
        int from = starts[field];
        int to = ends[field];
        return Octets.ascii(lines.buffer(), from, to)
                ? new PlainName(Arrays.copyOfRange(lines.buffer(), from, to))
                : TaskNames.of(text(field), "");
    }

    /** The field as text, for columns of few different texts: equal ones are mostly one object, which is found without making another. */
    public String sharedText(int field) throws TraceFormatException {
        return sharedTexts.text(lines, starts[field], ends[field]);
    }

    /** The field as a whole number. */
    public long whole(int field, String column) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        int from = starts[field];
        int end = ends[field];
        if (from < end && end - from <= Octets.DIGITS_MAX && end >= Long.BYTES) {
            long value = Octets.digits(bytes, from, end);
            if (value >= 0) {
                return value;
            }
        }
        return numbers.whole(starts[field], ends[field], column);
    }

    /** The field as a whole number between two bounds, both included. */
    public long whole(int field, String column, long min, long max) throws TraceFormatException {
        long value = whole(field, column);
        if (value < min || value > max) {
            throw fault(column, bounds(value, min, max));
        }
        return value;
    }

    private static String bounds(long value, long min, long max) {
        if (value < min) {
            return value + (min == 0 ? " is negative" : " is less than " + min);
        }
        return value + " is more than " + max;
    }

    /** The field as a whole number, which may be written with zero decimals ({@code 64.0}). */
    public long wholeOrZeroDecimals(int field, String column) throws TraceFormatException {
        int end = ends[field];
        ends[field] = numbers.endWithoutZeroDecimals(starts[field], end);
        long value = whole(field, column);
        ends[field] = end;
        return value;
    }

    /** The field, a number of seconds, in nanoseconds. */
    public long nanos(int field, String column) throws TraceFormatException {
        int from = starts[field];
        int end = ends[field];
        if (from < end && end - from <= SECONDS_DIGITS && end >= Long.BYTES) {
            long seconds = Octets.digits(lines.buffer(), from, end);
            if (seconds >= 0 && seconds <= MAX_SECONDS) {
                return seconds * NANOS_PER_SECOND;
            }
        }
        return numbers.nanos(from, end, column);
    }

    /**
     * The field, a number with decimals, times ten to the power of {@code power}, as a whole number; what is beyond is rounded up, so that a
     * request does not shrink to what it is not.
     */
    public long scaled(int field, String column, int power) throws TraceFormatException {
        return numbers.scaled(starts[field], ends[field], column, power);
    }

    /** The field as a number of any kind. */
    public BigDecimal decimal(int field, String column) throws TraceFormatException {
        return numbers.decimal(starts[field], ends[field], column);
    }

    /** Checks that the field is a number, whatever it is. */
    public void checkNumber(int field, String column) throws TraceFormatException {
        numbers.check(starts[field], ends[field], column);
    }

    /** A fault in a column of the current line. */
    public TraceFormatException fault(String column, String problem) {
        return numbers.fault(column, problem);
    }
}

package io.wavetank.workload.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates and times as they stand in traces, in nanoseconds since 1970-01-01T00:00Z.
 *
 * <p>Read are {@code yyyy-mm-dd hh:mm[:ss[.f]]}, with a blank or {@code T} between, and {@code m/d/yyyy h:mm[:ss]}; at the end may stand
 * {@code Z}, or an offset {@code +hh:mm} or {@code +hhmm}, which goes before the zone that is handed in. An hour that comes twice when clocks are
 * set back is the first of the two; one that is left out when they are set forward is moved on by as much.
 */
public final class CalendarTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private CalendarTime() {}

    /** Returns the time that a JSON value tells, or reports it as a fault. */
    public static long of(JsonItem item, ZoneId zone) throws TraceFormatException {
        String text = item.text();
        try {
            return nanos(text, zone);
        } catch (DateTimeException | ArithmeticException e) {
            throw item.fault("date and time expected, got " + Quoted.of(text));
        }
    }

    /** Returns the time. */
    static long nanos(String text, ZoneId zone) {
        String bare = text.strip();
        ZoneId place = zone;
        if (bare.endsWith("Z")) {
            place = ZoneOffset.UTC;
            bare = bare.substring(0, bare.length() - 1);
        } else {
            int sign = Math.max(bare.lastIndexOf('+'), bare.lastIndexOf('-'));
            if (sign > bare.indexOf(':') && bare.indexOf(':') > 0) {
                place = ZoneOffset.of(bare.substring(sign));
                bare = bare.substring(0, sign);
            }
        }
        Instant instant = local(bare).atZone(place).toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), (long) instant.getNano());
    }

    private static LocalDateTime local(String text) {
        if (text.length() > 40) {
            throw new DateTimeException("too long");
        }
        int gap = Math.max(text.indexOf(' '), text.indexOf('T'));
        if (gap < 0) {
            throw new DateTimeException("no time of day");
        }
        String[] date = text.substring(0, gap).split("[-/]", -1);
        String[] time = text.substring(gap + 1).strip().split(":", -1);
        if (date.length != 3 || time.length < 2 || time.length > 3) {
            throw new DateTimeException("not a date and time");
        }
        boolean american = text.indexOf('/') > 0;
        int year = number(american ? date[2] : date[0], 4);
        int month = number(american ? date[0] : date[1], 2);
        int day = number(american ? date[1] : date[2], 2);
        String seconds = time.length == 3 ? time[2] : "0";
        int point = seconds.indexOf('.');
        String fraction = point < 0 ? "" : seconds.substring(point + 1);
        String nine = (fraction + "000000000").substring(0, 9);
        return LocalDateTime.of(
                year,
                month,
                day,
                number(time[0], 2),
                number(time[1], 2),
                number(point < 0 ? seconds : seconds.substring(0, point), 2),
                number(nine, 9));
    }

    private static int number(String digits, int longest) {
        if (digits.isEmpty() || digits.length() > longest) {
            throw new DateTimeException("not a number of the right length");
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a number");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}

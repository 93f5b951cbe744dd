package io.wavetank.workload.snapshot;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * When a CronJob is due: minute, hour, day of the month, month, day of the week; lists, ranges, steps, names, and {@code @hourly} and its like. Where
 * both days are restricted, either will do.
 */
final class CronSchedule {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private CronSchedule(String[] fields) {
        this.minutes = field(fields[0], 0, 59, List.of());
        this.hours = field(fields[1], 0, 23, List.of());
        this.days = field(fields[2], 1, 31, List.of());
        this.months = field(fields[3], 1, 12, MONTHS);
        this.weekdays = field(fields[4], 0, 7, DAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        this.anyDay = fields[2].startsWith("*") || fields[2].startsWith("?");
        this.anyWeekday = fields[4].startsWith("*") || fields[4].startsWith("?");
    }

    /** Reads a schedule; what is none is an {@link IllegalArgumentException}. */
    static CronSchedule parse(String text) {
        String plain = switch (text.strip()) {
            case "@yearly", "@annually" -> "0 0 1 1 *";
            case "@monthly" -> "0 0 1 * *";
            case "@weekly" -> "0 0 * * 0";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@hourly" -> "0 * * * *";
            default -> text.strip();
        };
        String[] fields = plain.split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("a schedule has five fields");
        }
        return new CronSchedule(fields);
    }

    private static BitSet field(String text, int least, int most, List<String> names) {
        var set = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length > 1 ? number(stepped[1], List.of(), 0) : 1;
            int from = least;
            int to = most;
            if (!stepped[0].equals("*") && !stepped[0].equals("?")) {
                String[] range = stepped[0].split("-", -1);
                from = number(range[0], names, least);
                to = range.length > 1 ? number(range[1], names, least) : stepped.length > 1 ? most : from;
                if (range.length > 2) {
                    throw new IllegalArgumentException("'" + part + "' is no range");
                }
            }
            if (stepped.length > 2 || step < 1 || from < least || to > most || from > to) {
                throw new IllegalArgumentException("'" + part + "' is out of range");
            }
            for (int i = from; i <= to; i += step) {
                set.set(i);
            }
        }
        return set;
    }

    private static int number(String word, List<String> names, int first) {
        int named = names.indexOf(word.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + first;
        }
        if (!word.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("'" + word + "' is no number");
        }
        return Integer.parseInt(word);
    }

    /** Returns the first whole minute at or after a time, and before another, at which it is due; null if there is none. */
    @org.jspecify.annotations.Nullable
    ZonedDateTime next(ZonedDateTime from, ZonedDateTime before) {
        ZonedDateTime time = from.truncatedTo(ChronoUnit.MINUTES);
        time = time.isBefore(from) ? time.plusMinutes(1) : time;
        while (time.isBefore(before)) {
            if (!months.get(time.getMonthValue()) || !day(time)) {
                time = time.toLocalDate().plusDays(1).atStartOfDay(time.getZone());
            } else if (!hours.get(time.getHour()) || !minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time;
            }
        }
        return null;
    }

    private boolean day(ZonedDateTime time) {
        boolean day = days.get(time.getDayOfMonth());
        boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
        if (anyDay || anyWeekday) {
            return day && weekday;
        }
        return day || weekday;
    }
}

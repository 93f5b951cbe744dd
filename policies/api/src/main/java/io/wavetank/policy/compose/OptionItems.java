package io.wavetank.policy.compose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One item of a structured option of a policy: {@code key=value;key=value}, items set apart by {@code |}. What is read is crossed off. */
public final class OptionItems {
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(1_000L * 3_600_000_000_000L);

    private final String where;
    private final SortedMap<String, String> values = new TreeMap<>();

    private OptionItems(String where, String item) {
        this.where = where;
        for (String part : item.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(where + ": key=value expected, got '" + part.strip() + "'");
            }
            String key = part.substring(0, equals).strip();
            if (values.put(key, part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(where + ": '" + key + "' is set twice; set it once");
            }
        }
    }

    /** Reads the items of an option; {@code where} says in messages which one. */
    public static List<OptionItems> of(String where, String text) {
        List<OptionItems> items = new ArrayList<>();
        if (!text.isBlank()) {
            for (String item : text.split("\\|", -1)) {
                items.add(new OptionItems(where + ", item " + (items.size() + 1), item));
            }
        }
        return items;
    }

    /** Where the item stands, for messages. */
    public String where() {
        return where;
    }

    /** Whether a key is there that was not read. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** What was not read, by key. */
    public SortedMap<String, String> rest() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** Returns a text. */
    public String text(String key, String otherwise) {
        String value = values.remove(key);
        return value == null ? otherwise : value;
    }

    /** Returns a time in nanoseconds. */
    public long nanos(String key, String otherwise) {
        return nanosOf(where + ", " + key, text(key, otherwise));
    }

    /** Reads a time, such as {@code 5s} or {@code 20ms}, of whole nanoseconds and at most 1,000 hours; {@code what} names it in the message if it is none. */
    public static long nanosOf(String what, String text) {
        String number = text.strip().replaceAll("[a-z]*$", "");
        Long unit = NANOS.get(text.strip().substring(number.length()));
        if (unit != null && number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
            if (nanos.compareTo(MOST_NANOS) <= 0 && nanos.stripTrailingZeros().scale() <= 0) {
                return nanos.longValueExact();
            }
        }
        throw new IllegalArgumentException(what
                + ": a time up to 1000h in whole nanoseconds expected, such as 5s, 20ms or 10m, got '" + text + "'");
    }

    /** Returns a whole number within a range. */
    public int whole(String key, int otherwise, int least, int most) {
        String text = text(key, Integer.toString(otherwise));
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(where + ", " + key + ": a whole number from " + least + " to " + most
                + " expected, got '" + text + "'");
    }

    /** Fails if a key was not read; {@code known} lists those that there are. */
    public void allRead(String known) {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(where + ": there is no '" + values.firstKey() + "'; expected " + known);
        }
    }
}

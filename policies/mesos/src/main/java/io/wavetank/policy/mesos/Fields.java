package io.wavetank.policy.mesos;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One item of a structured option: {@code key=value;key=value}, items set apart by {@code |}. */
final class Fields {
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
    /** In thousandths of a megabyte. */
    private static final Map<String, Long> MEGABYTES =
            Map.of("", 1_000L, "Mi", 1_000L, "Gi", 1_024_000L, "Ti", 1_048_576_000L);

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final String where;
    private final SortedMap<String, String> values = new TreeMap<>();

    private Fields(String where, String item) {
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

    static List<Fields> items(String where, String text) {
        List<Fields> items = new ArrayList<>();
        if (!text.isBlank()) {
            for (String item : text.split("\\|", -1)) {
                items.add(new Fields(where + ", item " + (items.size() + 1), item));
            }
        }
        return items;
    }

    String where() {
        return where;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key, String otherwise) {
        String value = values.remove(key);
        return value == null ? otherwise : value;
    }

    long duration(String key, String otherwise) {
        return parsedDuration(where + ", " + key, text(key, otherwise));
    }

    static long parsedDuration(String what, String text) {
        String number = text.strip().replaceAll("[a-z]*$", "");
        Long unit = NANOS.get(text.strip().substring(number.length()));
        if (unit != null && number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
            if (nanos.compareTo(BigDecimal.valueOf(DAY_NANOS)) <= 0) {
                return nanos.setScale(0, RoundingMode.HALF_UP).longValueExact();
            }
        }
        throw new IllegalArgumentException(
                what + ": a time up to 24h expected, such as 5s, 20ms or 10m, got '" + text + "'");
    }

    int whole(String key, int otherwise, int least, int most) {
        String text = text(key, Integer.toString(otherwise));
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(where + ", " + key + ": a whole number from " + least + " to " + most
                + " expected, got '" + text + "'");
    }

    /** An amount of a resource in thousandths; {@code mem} and {@code disk} in megabytes or with Mi, Gi or Ti. */
    long thousandths(String key) {
        String text = text(key, "");
        String number = text.replaceAll("[A-Za-z]*$", "");
        String suffix = text.substring(number.length());
        boolean bytes = key.endsWith("mem") || key.endsWith("disk");
        Long unit = bytes ? MEGABYTES.get(suffix) : suffix.isEmpty() ? Long.valueOf(1_000) : null;
        if (unit != null && number.matches("\\d{1,9}(\\.\\d{1,3})?")) {
            return new BigDecimal(number)
                    .multiply(BigDecimal.valueOf(unit))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        throw new IllegalArgumentException(where + ", " + key + ": a number expected"
                + (bytes ? " of megabytes, or with Mi, Gi or Ti" : "") + ", got '" + text + "'");
    }

    SortedMap<String, String> remaining() {
        return values;
    }

    void nothingElse() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(where + ": there is nothing called '" + values.firstKey() + "' to set");
        }
    }
}

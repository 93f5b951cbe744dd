package io.wavetank.experiment.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A kind of quantity, how it is written, and the unit in which it is counted. Reading is exact; no time that is written down is so short that it would be none. */
enum Unit {
    /** Cores as Kubernetes writes them, {@code 32}, {@code 0.5}, {@code 500m}, {@code 1e3}; counted in millicores. */
    CPU("cores such as 4, 0.5 or 500m") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            BigDecimal millis = scaled(text, CPU_SUFFIXES);
            return millis == null ? null : millis.multiply(THOUSAND);
        }

        @Override
        String near(String text) {
            Matcher matcher = NUMBER_AND_WORD.matcher(text);
            if (!matcher.matches()) {
                return plainNumber(text);
            }
            return plainNumber(matcher.group(1))
                    + (matcher.group(2).toLowerCase(Locale.ROOT).startsWith("m") ? "m" : "");
        }
    },
    /** Bytes as Kubernetes writes them, {@code 128Gi}, {@code 500M}, {@code 1e9}; counted in bytes. */
    BYTES("bytes with Ki, Mi, Gi, Ti, Pi or Ei (1024) or k, M, G, T, P or E (1000), such as 128Gi") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            return scaled(text, BYTE_SUFFIXES);
        }

        @Override
        String near(String text) {
            Matcher matcher = NUMBER_AND_WORD.matcher(text);
            if (!matcher.matches() || matcher.group(2).isEmpty()) {
                return plainNumber(text);
            }
            String letter = matcher.group(2).substring(0, 1).toUpperCase(Locale.ROOT);
            return "KMGTPE".contains(letter)
                    ? plainNumber(matcher.group(1)) + letter + "i"
                    : plainNumber(matcher.group(1));
        }
    },
    /** A length of time, {@code 250ms}, {@code 36h}, {@code 1h30m}; counted in nanoseconds. */
    DURATION("a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            Matcher part = TIME_PART.matcher(text);
            BigDecimal sum = BigDecimal.ZERO;
            int end = 0;
            while (part.find() && part.start() == end) {
                sum = sum.add(new BigDecimal(part.group(1)).multiply(new BigDecimal(NANOS.get(part.group(2)))));
                end = part.end();
            }
            return end == text.length() && end > 0 ? sum : text.equals("0") ? sum : null;
        }

        @Override
        String near(String text) {
            Matcher matcher = NUMBER_AND_WORD.matcher(text);
            if (!matcher.matches()) {
                return plainNumber(text);
            }
            String word = matcher.group(2).toLowerCase(Locale.ROOT);
            String unit = word.startsWith("ms") || word.startsWith("mil")
                    ? "ms"
                    : word.isEmpty() ? "s" : word.substring(0, 1);
            return NANOS.containsKey(unit) ? plainNumber(matcher.group(1)) + unit : "";
        }
    },
    /** A time since the start of the run: a {@link #DURATION}, or hours and minutes {@code 13:20}; counted in nanoseconds. */
    TIME("a time since the start such as 90m, 36h or 13:20") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            Matcher clock = CLOCK.matcher(text);
            if (!clock.matches()) {
                return DURATION.exact(text);
            }
            String seconds = clock.group(3) == null ? "0" : clock.group(3);
            return new BigDecimal(clock.group(1))
                    .multiply(SIXTY)
                    .add(new BigDecimal(clock.group(2)))
                    .multiply(SIXTY)
                    .add(new BigDecimal(seconds))
                    .movePointRight(9);
        }

        @Override
        String near(String text) {
            return text.contains(":") ? "" : DURATION.near(text);
        }
    },
    /** So many a time, {@code 0.5/s}, {@code 1200/h}; counted a second. */
    RATE("so many a time, such as 0.5/s, 30/m or 1200/h") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            Matcher matcher = PER_TIME.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            BigDecimal seconds = new BigDecimal(NANOS.get(matcher.group(2))).movePointLeft(9);
            return new BigDecimal(matcher.group(1)).divide(seconds, MathContext.DECIMAL128);
        }

        @Override
        String near(String text) {
            String number = plainNumber(text);
            return number.isEmpty() ? "" : number + "/s";
        }
    },
    /** A number of 0 or more of anything. */
    COUNT("a number of 0 or more") {
        @Override
        @Nullable
        BigDecimal exact(String text) {
            return PLAIN.matcher(text).matches() ? new BigDecimal(text) : null;
        }

        @Override
        String near(String text) {
            return plainNumber(text);
        }
    };

    private static final BigDecimal THOUSAND = new BigDecimal(1000);
    private static final Pattern PLAIN = Pattern.compile("(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?");
    private static final Pattern WITH_SUFFIX = Pattern.compile("(" + PLAIN + ")([A-Za-z]*)");
    private static final Pattern NUMBER_AND_WORD = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([A-Za-z]*)");
    private static final Pattern TIME_PART = Pattern.compile("((?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(ns|us|ms|min|s|m|h|d)");
    private static final BigDecimal SIXTY = new BigDecimal(60);
    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9](?:\\.[0-9]+)?))?");
    private static final Pattern PER_TIME = Pattern.compile("(" + PLAIN + ")/(ms|min|s|m|h|d)");
    private static final Map<String, BigDecimal> CPU_SUFFIXES =
            Map.of("", BigDecimal.ONE, "m", new BigDecimal("0.001"), "k", THOUSAND);
    private static final Map<String, BigDecimal> BYTE_SUFFIXES = byteSuffixes();
    private static final Map<String, String> NANOS = Map.of(
            "ns", "1",
            "us", "1000",
            "ms", "1000000",
            "s", "1000000000",
            "m", "60000000000",
            "min", "60000000000",
            "h", "3600000000000",
            "d", "86400000000000");

    private final String form;

    Unit(String form) {
        this.form = form;
    }

    private static Map<String, BigDecimal> byteSuffixes() {
        var suffixes = new HashMap<String, BigDecimal>();
        suffixes.put("", BigDecimal.ONE);
        List<String> letters = List.of("k", "M", "G", "T", "P", "E");
        for (int i = 0; i < letters.size(); i++) {
            suffixes.put(letters.get(i), BigDecimal.TEN.pow(3 * (i + 1)));
            suffixes.put(
                    letters.get(i).toUpperCase(Locale.ROOT) + "i", new BigDecimal(BigInteger.TWO.pow(10 * (i + 1))));
        }
        return Map.copyOf(suffixes);
    }

    /** Returns the amount, or null if the text does not name one. */
    abstract @Nullable BigDecimal exact(String text);

    /** Returns what may have been meant; the empty string if that is not to be guessed. */
    abstract String near(String text);

    private static @Nullable BigDecimal scaled(String text, Map<String, BigDecimal> suffixes) {
        Matcher matcher = WITH_SUFFIX.matcher(text);
        BigDecimal factor = matcher.matches() ? suffixes.get(matcher.group(2)) : null;
        return factor == null ? null : new BigDecimal(matcher.group(1)).multiply(factor);
    }

    private static String plainNumber(String text) {
        return Plain.number(text);
    }

    /** What a text of that unit looks like. */
    String form() {
        return form;
    }

    /** Returns what is wrong with a text and what would do, or null if it is an amount of this unit. */
    @Nullable
    String complaint(String text, boolean whole) {
        return complaint(text, whole, "");
    }

    /** Returns the same; {@code or} is what would do besides amounts. */
    @Nullable
    String complaint(String text, boolean whole, String or) {
        BigDecimal amount = exact(text);
        if (amount == null) {
            String near = near(text);
            boolean useful = !near.isEmpty() && !near.equals(text) && exact(near) != null;
            return "; expected " + form + or + (useful ? "; did you mean '" + near + "'?" : "");
        }
        boolean fine = whole
                ? amount.stripTrailingZeros().scale() > 0
                : isTime() && amount.signum() > 0 && amount.compareTo(BigDecimal.ONE) < 0;
        if (fine) {
            return ", finer than is counted; expected " + form + or;
        }
        if (amount.compareTo(new BigDecimal(Long.MAX_VALUE)) > 0) {
            return ", more than can be counted; expected " + form + or;
        }
        return null;
    }

    private boolean isTime() {
        return this == DURATION || this == TIME;
    }

    /** Returns the whole amount of a text that was found sound. */
    long whole(String text) {
        BigDecimal amount = exact(text);
        if (amount == null) {
            throw new IllegalArgumentException("'" + text + "'" + complaint(text, true));
        }
        return amount.longValueExact();
    }

    /** Returns the amount of a text that was found sound, as the records of the generator count it: times in seconds. */
    double number(String text) {
        BigDecimal amount = exact(text);
        if (amount == null) {
            throw new IllegalArgumentException("'" + text + "'" + complaint(text, false));
        }
        return (this == DURATION ? amount.movePointLeft(9) : amount).doubleValue();
    }

    /** Returns the length of time in nanoseconds as text. */
    static String duration(long nanos) {
        for (String unit : List.of("d", "h", "m", "s", "ms", "us")) {
            long each = Long.parseLong(String.valueOf(NANOS.get(unit)));
            if (nanos != 0 && nanos % each == 0) {
                return nanos / each + unit;
            }
        }
        return nanos == 0 ? "0s" : nanos + "ns";
    }
}

package io.wavetank.policy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The options of one policy: what the user set, on top of the defaults of its {@link PolicyEntry}. */
public final class PolicyOptions {
    /** Times are at most so many days, so that some of them add up to what can be counted. */
    private static final long MOST_DAYS = 10_000;

    private static final long SECOND = 1_000_000_000L;

    private final String policy;
    private final SortedMap<String, String> values = new TreeMap<>();

    private PolicyOptions(String policy) {
        this.policy = policy;
    }

    /**
     * Returns the options of a policy.
     *
     * @throws IllegalArgumentException if the user set a key that the policy does not have
     */
    public static PolicyOptions of(PolicyEntry entry, Map<String, String> set) {
        return of(entry.name(), entry.options(), set);
    }

    /**
     * Returns the options of whatever has a name and options.
     *
     * @throws IllegalArgumentException if the user set a key that it does not have
     */
    public static PolicyOptions of(String name, List<PolicyEntry.Option> declared, Map<String, String> set) {
        var options = new PolicyOptions(name);
        for (var option : declared) {
            options.values.put(option.name(), option.defaultValue());
        }
        for (var item : set.entrySet()) {
            if (options.values.replace(item.getKey(), item.getValue()) == null) {
                throw new IllegalArgumentException("Policy " + name + " has no option '" + item.getKey() + "'; it has "
                        + (options.values.isEmpty() ? "none" : String.join(", ", options.values.keySet())));
            }
        }
        return options;
    }

    /** Returns a whole number within a range. */
    public int integer(String name, int least, int most) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message that covers both cases
        }
        throw new IllegalArgumentException("Policy " + policy + ", option " + name + ": a whole number from " + least
                + " to " + most + " expected, got '" + text + "'");
    }

    /** Returns a whole number that may be beyond what an {@code int} holds, from 0 on. */
    public long whole(String name) {
        String text = text(name);
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message that covers both cases
        }
        throw new IllegalArgumentException(
                "Policy " + policy + ", option " + name + ": a whole number from 0 expected, got '" + text + "'");
    }

    /** Returns a number within a range. */
    public double number(String name, double least, double most) {
        String text = text(name);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message that covers both cases
        }
        throw new IllegalArgumentException("Policy " + policy + ", option " + name + ": a number from " + least + " to "
                + most + " expected, got '" + text + "'");
    }

    /**
     * Returns a time in nanoseconds: a number of seconds, or one with the unit {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}; at most
     * {@value #MOST_DAYS} days.
     */
    public long nanos(String name) {
        String text = text(name);
        String[] units = {"ms", "s", "m", "h", "d", ""};
        long[] sizes = {1_000_000L, SECOND, 60 * SECOND, 3600 * SECOND, 86_400 * SECOND, SECOND};
        for (int i = 0; i < units.length; i++) {
            String digits = text.substring(0, Math.max(0, text.length() - units[i].length()));
            if (text.endsWith(units[i]) && !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return nanos(name, digits, sizes[i]);
            }
        }
        throw notATime(name, text);
    }

    /** Returns a time in nanoseconds that is not 0. */
    public long positiveNanos(String name) {
        return nanos(name, 1, Long.MAX_VALUE);
    }

    /** Returns a time in nanoseconds within a range. */
    public long nanos(String name, long least, long most) {
        long nanos = nanos(name);
        if (nanos < least || nanos > most) {
            String range = most == Long.MAX_VALUE
                    ? least <= 1 ? "above 0" : "of " + least / SECOND + "s or more"
                    : "from " + least / SECOND + "s to " + most / SECOND + "s";
            throw new IllegalArgumentException("Policy " + policy + ", option " + name + ": a time " + range
                    + " expected, got '" + text(name) + "'");
        }
        return nanos;
    }

    private long nanos(String name, String digits, long unit) {
        try {
            long nanos = Math.multiplyExact(Long.parseLong(digits), unit);
            if (nanos <= MOST_DAYS * 86_400 * SECOND) {
                return nanos;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // falls through to the one message that covers both cases
        }
        throw new IllegalArgumentException("Policy " + policy + ", option " + name + ": a time of at most " + MOST_DAYS
                + "d expected, got '" + text(name) + "'");
    }

    private IllegalArgumentException notATime(String name, String text) {
        return new IllegalArgumentException(
                "Policy " + policy + ", option " + name + ": a time such as 30s or 5m expected, got '" + text + "'");
    }

    /** Returns yes or no. */
    public boolean flag(String name) {
        return oneOf(name, "true", "false").equals("true");
    }

    /** Returns one of several words. */
    public String oneOf(String name, String... words) {
        String text = text(name);
        for (String word : words) {
            if (word.equals(text)) {
                return word;
            }
        }
        throw new IllegalArgumentException("Policy " + policy + ", option " + name + ": one of "
                + String.join(", ", words) + " expected, got '" + text + "'");
    }

    /** Returns the text as it was set. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("Policy " + policy + " reads an option that it does not declare: " + name);
        }
        return value;
    }
}

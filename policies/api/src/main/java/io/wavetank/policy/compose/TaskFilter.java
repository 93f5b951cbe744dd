package io.wavetank.policy.compose;

import io.wavetank.policy.TaskClass;

/**
 * Which tasks are meant: {@code all}, those of a {@code tenant=NAME}, of a {@code priority>=N}, with a label {@code key=value}, or those of {@code
 * not ...} one of these.
 *
 * @param text how it was written
 * @param negated whether the others are meant
 * @param key a label's key, "tenant", "priority", or the empty string for all
 * @param value the value that it is to have, at least to have for a priority
 */
public record TaskFilter(String text, boolean negated, String key, String value) {
    /** All tasks. */
    public static final TaskFilter ALL = new TaskFilter("all", false, "", "");

    private static final String NOT = "not ";
    private static final String PRIORITY = "priority";
    private static final String TENANT = "tenant";
    private static final String AT_LEAST = ">=";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TaskFilter parse(String where, String text) {
        String all = text.strip();
        boolean negated = all.startsWith(NOT);
        String trimmed = negated ? all.substring(NOT.length()).strip() : all;
        int least = trimmed.indexOf(AT_LEAST);
        int equals = trimmed.indexOf('=');
        if (trimmed.equals(ALL.text())) {
            return new TaskFilter(all, negated, "", "");
        } else if (least > 0 && trimmed.substring(0, least).strip().equals(PRIORITY)) {
            String value = trimmed.substring(least + AT_LEAST.length()).strip();
            if (value.matches("-?\\d{1,9}")) {
                return new TaskFilter(all, negated, PRIORITY, value);
            }
        } else if (least < 0 && equals > 0) {
            String key = trimmed.substring(0, equals).strip();
            if (!key.equals(PRIORITY)) {
                return new TaskFilter(
                        all, negated, key, trimmed.substring(equals + 1).strip());
            }
        }
        throw new IllegalArgumentException(
                where + ": all, a label as key=value, tenant=NAME or priority>=N expected, with 'not ' before"
                        + " it for the others, got '" + text + "'");
    }

    /** Whether tasks of this class are meant. */
    public boolean matches(TaskClass task) {
        return named(task) != negated;
    }

    private boolean named(TaskClass task) {
        if (key.isEmpty()) {
            return true;
        } else if (key.equals(TENANT)) {
            return task.tenant().equals(value);
        } else if (key.equals(PRIORITY)) {
            return task.priority() >= Integer.parseInt(value);
        }
        return value.equals(task.labels().get(key));
    }
}

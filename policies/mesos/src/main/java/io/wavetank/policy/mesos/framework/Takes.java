package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.TaskClass;

/**
 * Which tasks a framework runs: {@code all}, those of a {@code tenant=NAME}, of a {@code priority>=N}, or with a label {@code key=value}.
 *
 * @param text how it was written
 * @param key a label's key, "tenant", "priority", or the empty string for all
 * @param value the value that it is to have, at least to have for a priority
 */
public record Takes(String text, String key, String value) {
    /** All tasks. */
    public static final Takes ALL = new Takes("all", "", "");

    private static final String PRIORITY = "priority";
    private static final String TENANT = "tenant";
    private static final String AT_LEAST = ">=";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Takes parse(String text) {
        String trimmed = text.strip();
        int least = trimmed.indexOf(AT_LEAST);
        int equals = trimmed.indexOf('=');
        if (trimmed.equals(ALL.text())) {
            return ALL;
        } else if (least > 0 && trimmed.substring(0, least).strip().equals(PRIORITY)) {
            String value = trimmed.substring(least + AT_LEAST.length()).strip();
            if (value.matches("-?\\d{1,9}")) {
                return new Takes(trimmed, PRIORITY, value);
            }
        } else if (least < 0
                && equals > 0
                && !trimmed.substring(0, equals).strip().equals(PRIORITY)) {
            return new Takes(
                    trimmed,
                    trimmed.substring(0, equals).strip(),
                    trimmed.substring(equals + 1).strip());
        }
        throw new IllegalArgumentException(
                "a framework takes '" + text + "'; expected all, a label as key=value, tenant=NAME or priority>=N");
    }

    /** Whether a task of this class is among them. */
    public boolean matches(TaskClass task) {
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

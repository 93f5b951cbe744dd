package io.wavetank.policy.yarn;

import io.wavetank.policy.TaskView;

/**
 * Where a name of a task's job is taken from: its {@code tenant}, its {@code job}, {@code label=KEY}, or {@code name=NAME} for the same always.
 *
 * @param from which of these
 * @param key the label's key or the name; the empty string for the others
 */
record NameOf(From from, String key) {
    /** What it can be taken from. */
    enum From {
        TENANT,
        JOB,
        LABEL,
        NAME
    }

    /** Reads one; {@code what} names it in the message if it is none. */
    static NameOf parse(String what, String text) {
        int equals = text.indexOf('=');
        String key = text.substring(equals + 1).strip();
        if (text.equals("tenant")) {
            return new NameOf(From.TENANT, "");
        } else if (text.equals("job")) {
            return new NameOf(From.JOB, "");
        } else if (text.startsWith("label=") && !key.isEmpty()) {
            return new NameOf(From.LABEL, key);
        } else if (text.startsWith("name=") && !key.isEmpty()) {
            return new NameOf(From.NAME, key);
        }
        throw new IllegalArgumentException(what + ": tenant, job, label=KEY or name=NAME expected, got '" + text + "'");
    }

    /** The name for a task; the empty string if it has none. */
    String of(TaskView task) {
        return switch (from) {
            case TENANT -> task.taskClass().tenant();
            case JOB -> task.job();
            case LABEL -> task.taskClass().labels().getOrDefault(key, "");
            case NAME -> key;
        };
    }
}

package io.wavetank.policy;

/**
 * A mark on a node that keeps off tasks without a matching {@link Toleration}.
 *
 * @param key what the mark is about, such as {@code dedicated}
 * @param value its value, or the empty string
 * @param effect what it does to a task that does not tolerate it
 */
public record Taint(String key, String value, Effect effect) {
    /** What a taint does to a task that does not tolerate it. */
    public enum Effect {
        /** No new task is placed. */
        NO_SCHEDULE,
        /** Other nodes are preferred. */
        PREFER_NO_SCHEDULE,
        /** No new task is placed, and running ones are evicted. */
        NO_EXECUTE
    }
}

package io.wavetank.policy;

import java.util.List;

/**
 * One row of a family's table: a scheduler that users can name.
 *
 * @param name what users write, such as {@code best-fit}
 * @param summary what it does, in a line
 * @param source where it is defined
 * @param options what can be set
 * @param maker makes it
 */
public record PolicyEntry(String name, String summary, String source, List<Option> options, Maker maker) {
    /**
     * Something about a policy that users can set.
     *
     * @param name the key
     * @param defaultValue what holds if it is not set
     * @param summary what it is, with its unit and range
     * @param file whether it is the path of a file that is read, from the folder in which the program was started
     */
    public record Option(String name, String defaultValue, String summary, boolean file) {
        /** Something that is no file. */
        public Option(String name, String defaultValue, String summary) {
            this(name, defaultValue, summary, false);
        }

        /** A file that is read if it is set. */
        public static Option file(String name, String summary) {
            return new Option(name, "", summary, true);
        }
    }

    /** Makes a policy from its options. */
    @FunctionalInterface
    public interface Maker {
        /** Makes the policy; an option's value that will not do is an {@link IllegalArgumentException} that says what would. */
        Scheduler.Factory make(PolicyOptions options);
    }
}

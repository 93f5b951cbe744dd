package io.wavetank.experiment.external;

/** A way to ask a program: one line of JSON there, one line of JSON back. */
interface Channel extends AutoCloseable {
    /** Whom is asked, as it stands in messages to the user, such as {@code policy process 'python3 mine.py'}. */
    String name();

    /**
     * Asks.
     *
     * @param question one line of JSON, without its end
     * @param about what is asked, for messages to the user, such as {@code the pass at 12.5s}
     * @return one line
     * @throws ExternalPolicyException if there is no answer, or not in time
     */
    String ask(String question, String about);

    /** Ends the conversation; never fails. */
    @Override
    void close();
}

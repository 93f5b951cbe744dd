package io.wavetank.experiment;

/** A user's mistake: the message says in one line what is wrong, where, and what to do. */
public final class UserException extends Exception {
    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public UserException(String message) {
        super(message);
    }
}

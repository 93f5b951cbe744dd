package io.wavetank.experiment.external;

/** A policy that the user brought did not do what policies do: the message says in one line which, what it did, and what was expected. */
public final class ExternalPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public ExternalPolicyException(String message) {
        super(message);
    }
}

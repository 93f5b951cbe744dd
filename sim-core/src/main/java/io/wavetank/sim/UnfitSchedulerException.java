package io.wavetank.sim;

/** A scheduler was to take part in what it cannot do. The message goes on after its name. */
public final class UnfitSchedulerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Creates the exception. */
    public UnfitSchedulerException(String message) {
        super(message);
    }
}

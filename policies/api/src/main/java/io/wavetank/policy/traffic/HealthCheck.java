package io.wavetank.policy.traffic;

/**
 * The active checks of one instance: which of them is due when, and what their results mean.
 *
 * <p>A state machine: the caller asks {@link #nextNanos}, makes the probe that {@link #take} names at that instant, and tells its result when
 * it is known, at the latest after {@link #timeoutNanos}. Meanwhile other probes of the instance may be due. Times are nanoseconds since the start of the run.
 */
public interface HealthCheck {
    /** The answer when nothing is to be probed any more. */
    long NEVER = Long.MAX_VALUE;

    /** What is asked of the instance. */
    enum Probe {
        /** Whether it has come up. */
        STARTUP,
        /** Whether it is alive. */
        LIVENESS,
        /** Whether it takes requests. */
        READINESS
    }

    /** What the checks make of the instance, and what is to be done about it. */
    enum Verdict {
        /** Nothing has changed. */
        UNCHANGED,
        /** It takes requests from now on. */
        READY,
        /** It takes none from now on. */
        UNREADY,
        /** It is to be stopped and started anew, or replaced. */
        RESTART
    }

    /** When the next probe is to be made; {@link #NEVER} if none is before a result is told. */
    long nextNanos();

    /** Takes the probe that is to be made then: it is under way until its result is told. */
    Probe take();

    /** The most that an answer to a probe may take, in nanoseconds; a later one is a failure. */
    long timeoutNanos(Probe probe);

    /** Tells the result of a probe that was taken. */
    Verdict result(Probe probe, boolean passed, long nowNanos);

    /** How long an instance that a probe finds ill has to stop, in nanoseconds; {@link ProbeSpec#USUAL_GRACE} for as long as at any other time. */
    default long graceNanos(Probe probe) {
        return ProbeSpec.USUAL_GRACE;
    }

    /** Whether the instance counts as one that takes requests. */
    boolean ready();

    /** Makes the checks of instances. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes those of an instance that starts.
         *
         * @param startedNanos when its process began to run
         * @param draw 64 uniform bits of the instance, see {@link DrawBits}: checks of many instances are not in step
         */
        HealthCheck make(long startedNanos, long draw);
    }
}

package io.wavetank.policy.recovery;

import io.wavetank.policy.failover.FailoverActions;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import java.util.function.Supplier;

/**
 * Lets every member serve, and has those placed again that do not answer: when is the {@link Pace}.
 *
 * <p>A member serves {@code start} after its process runs. One that answers again before its turn stays where it is. Times are nanoseconds.
 */
public final class Replacement implements FailoverPolicy {
    private final long startNanos;
    private final Pace pace;

    /**
     * Creates the policy.
     *
     * @param startNanos from when a member runs until it serves
     * @param pace when one that does not answer is given up
     */
    public Replacement(long startNanos, Pace pace) {
        this.startNanos = startNanos;
        this.pace = pace;
    }

    /** A factory of such policies. */
    static Factory factory(long startNanos, Supplier<Pace> pace, FailoverTraits traits) {
        return new Maker((service, draws) -> new Replacement(startNanos, pace.get()), traits);
    }

    @Override
    public void on(long now, FailoverEvent event, FailoverActions out) {
        if (event instanceof FailoverEvent.MemberRuns runs) {
            pace.forget(runs.task().index());
            out.serve(runs.task().index(), startNanos);
        } else if (event instanceof FailoverEvent.MemberSilent silent) {
            pace.add(now, silent.task().index());
        } else if (event instanceof FailoverEvent.MemberAnswers answers) {
            pace.forget(answers.task().index());
        } else if (event instanceof FailoverEvent.MemberGone gone) {
            pace.forget(gone.task());
        }
        pace.run(now, out);
    }
}

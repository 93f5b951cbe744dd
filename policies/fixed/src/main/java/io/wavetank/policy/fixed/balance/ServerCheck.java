package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.HealthCheck;

/**
 * The check that a balancer makes of a server: out until it has passed so many times in a row, in until it has failed so many times in a row. It restarts
 * nothing.
 *
 * <p>The interval runs from the beginning of a check to that of the next: one for a server that is in or out for sure, one while results in a row have not yet
 * decided, one while it is out. The first check comes within one interval, drawn, so that checks of many servers are not in step.
 *
 * <p>Source: HAProxy's configuration manual, {@code inter}, {@code fastinter}, {@code downinter}, {@code rise}, {@code fall}, {@code timeout check}. Times are
 * nanoseconds.
 */
public final class ServerCheck implements HealthCheck {
    /**
     * What can be set.
     *
     * @param intervalNanos between checks of a server that is in
     * @param fastNanos while results have not yet decided
     * @param downNanos between checks of one that is out
     * @param timeoutNanos how long an answer may take
     * @param rise how many passes in a row bring it in
     * @param fall how many failures in a row take it out
     */
    public record Settings(long intervalNanos, long fastNanos, long downNanos, long timeoutNanos, int rise, int fall) {
        /** Checks the ranges. */
        public Settings {
            if (intervalNanos <= 0 || fastNanos <= 0 || downNanos <= 0 || timeoutNanos <= 0 || rise < 1 || fall < 1) {
                throw new IllegalArgumentException("A check needs times above 0 and 1 or more results in a row: "
                        + intervalNanos + ", " + fastNanos + ", " + downNanos + ", " + timeoutNanos + " ns, rise "
                        + rise + ", fall " + fall);
            }
        }
    }

    private final Settings settings;
    private long nextNanos;
    private long begunNanos;
    private boolean in;
    private int run;

    /** Creates the check of a server that is known from an instant on. */
    public ServerCheck(Settings settings, long knownNanos, long draw) {
        this.settings = settings;
        this.nextNanos = knownNanos + (long) (DrawBits.uniform(draw) * settings.intervalNanos());
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public Probe take() {
        begunNanos = nextNanos;
        nextNanos = NEVER;
        return Probe.READINESS;
    }

    @Override
    public long timeoutNanos(Probe probe) {
        return settings.timeoutNanos();
    }

    @Override
    public Verdict result(Probe probe, boolean passed, long nowNanos) {
        Verdict verdict = Verdict.UNCHANGED;
        run = passed == in ? 0 : run + 1;
        if (run >= (in ? settings.fall() : settings.rise())) {
            in = passed;
            run = 0;
            verdict = in ? Verdict.READY : Verdict.UNREADY;
        }
        long interval = run > 0 ? settings.fastNanos() : in ? settings.intervalNanos() : settings.downNanos();
        nextNanos = Math.max(nowNanos, begunNanos + interval);
        return verdict;
    }

    @Override
    public boolean ready() {
        return in;
    }
}

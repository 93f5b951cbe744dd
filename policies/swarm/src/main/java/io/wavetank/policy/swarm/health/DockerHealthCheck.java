package io.wavetank.policy.swarm.health;

import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;

/**
 * The one health check of a container: an interval after the start, and after the end of the one before; failures count when the container has had
 * its start period, or has been healthy once.
 *
 * <p>A success makes it healthy at once. So many failures in a row make it unhealthy, and Swarm then ends the task and replaces it. Until the first
 * verdict it is starting: Swarm holds its task for not running yet, and sends it no requests.
 *
 * <p>Source: Docker 25, Dockerfile {@code HEALTHCHECK}: interval 30 s, time-out 30 s, start period 0 s, start interval 5 s, retries 3; swarmkit's
 * container controller waits for {@code healthy} before a task is RUNNING. Times are nanoseconds.
 */
public final class DockerHealthCheck implements HealthCheck {
    /**
     * What can be set.
     *
     * @param intervalNanos from the end of a check to the next
     * @param timeoutNanos how long one may take
     * @param startPeriodNanos in which failures do not count
     * @param startIntervalNanos from the end of a check to the next within the start period
     * @param retries failures in a row that make it unhealthy
     */
    public record Settings(
            long intervalNanos, long timeoutNanos, long startPeriodNanos, long startIntervalNanos, int retries) {
        private static final long SECOND = 1_000_000_000L;
        private static final long MILLI = 1_000_000L;

        /** Docker's defaults. */
        public static final Settings DEFAULT = new Settings(30 * SECOND, 30 * SECOND, 0, 5 * SECOND, 3);

        /** Checks the ranges. */
        public Settings {
            var unused = new ProbeSpec(startPeriodNanos, intervalNanos, timeoutNanos, 1, retries);
            if (startIntervalNanos < MILLI) {
                throw new IllegalArgumentException("A start interval is 1 ms or more: " + startIntervalNanos + " ns");
            }
        }
    }

    private final Settings settings;
    private final long startedNanos;
    private long nextNanos;
    private int failures;
    private boolean starting = true;
    private boolean healthy;
    private boolean ended;

    /** Creates the check of a container that starts. */
    public DockerHealthCheck(Settings settings, long startedNanos) {
        this.settings = settings;
        this.startedNanos = startedNanos;
        this.nextNanos = startedNanos + interval(startedNanos);
    }

    @Override
    public long nextNanos() {
        return ended ? NEVER : nextNanos;
    }

    @Override
    public Probe take() {
        nextNanos = NEVER;
        return Probe.READINESS;
    }

    @Override
    public long timeoutNanos(Probe probe) {
        return settings.timeoutNanos();
    }

    @Override
    public Verdict result(Probe probe, boolean passed, long nowNanos) {
        boolean inStartPeriod = starting && nowNanos - startedNanos < settings.startPeriodNanos();
        nextNanos = nowNanos + interval(nowNanos);
        if (passed) {
            failures = 0;
            starting = false;
            Verdict verdict = healthy ? Verdict.UNCHANGED : Verdict.READY;
            healthy = true;
            nextNanos = nowNanos + settings.intervalNanos();
            return verdict;
        }
        if (inStartPeriod || ++failures < settings.retries()) {
            return Verdict.UNCHANGED;
        }
        healthy = false;
        ended = true;
        return Verdict.RESTART;
    }

    @Override
    public boolean ready() {
        return healthy;
    }

    private long interval(long nowNanos) {
        boolean early = starting && nowNanos - startedNanos < settings.startPeriodNanos();
        return early ? settings.startIntervalNanos() : settings.intervalNanos();
    }
}

package io.wavetank.policy.kubernetes.health;

import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;
import org.jspecify.annotations.Nullable;

/**
 * The startup, liveness and readiness probes of one container, each by a worker of its own with a tick of its own.
 *
 * <p>The workers of a container begin together and before it runs, so where the ticks fall is drawn: they began up to one longest period earlier. A tick before the initial delay does nothing (whole
 * seconds count), nor do those of liveness and readiness before the startup probe has passed; when it passes readiness is probed at once. A tick
 * that comes while the probe is under way is kept, one of them. The state changes when so many results in a row are the same. Without a readiness
 * probe the container is ready when it has started, without a startup probe it has started when it runs. A container that fails liveness or startup
 * is stopped and started anew; what it failed is probed no more, and readiness is for as long as it goes on.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/kubelet/prober/worker.go} and {@code prober_manager.go}; the API's defaults are 0 s, 10 s, 1 s, 1, 3. Times are
 * nanoseconds.
 */
public final class KubeletProbes implements HealthCheck {
    private static final long SECOND = 1_000_000_000L;

    /** The defaults of the API. */
    public static final ProbeSpec DEFAULT = new ProbeSpec(0, 10 * SECOND, SECOND, 1, 3);

    /**
     * What a container is probed for.
     *
     * @param startup or null
     * @param liveness or null
     * @param readiness or null
     */
    public record Specs(
            @Nullable ProbeSpec startup,
            @Nullable ProbeSpec liveness,
            @Nullable ProbeSpec readiness) {
        /** Of no probe at all: it is ready when it runs. */
        public static final Specs NONE = new Specs(null, null, null);

        /** Checks the thresholds: only readiness may ask for more than one success; and it alone stops nothing, and has no grace. */
        public Specs {
            if ((startup != null && startup.successThreshold() != 1)
                    || (liveness != null && liveness.successThreshold() != 1)) {
                throw new IllegalArgumentException("The success threshold of startup and liveness probes is 1");
            }
            if (readiness != null && readiness.graceNanos() != ProbeSpec.USUAL_GRACE) {
                throw new IllegalArgumentException("A readiness probe stops nothing, and has no grace");
            }
        }
    }

    private final @Nullable ProbeWorker startup;
    private final @Nullable ProbeWorker liveness;
    private final @Nullable ProbeWorker readiness;
    private boolean started;
    private boolean ready;

    /**
     * Creates the workers of a container.
     *
     * @param startedNanos when it began to run
     * @param draw 64 uniform bits
     */
    public KubeletProbes(Specs specs, long startedNanos, long draw) {
        long longest = Math.max(period(specs.startup()), Math.max(period(specs.liveness()), period(specs.readiness())));
        long workersSince = startedNanos - (long) (DrawBits.uniform(draw) * longest);
        startup = worker(specs.startup(), startedNanos, workersSince);
        liveness = worker(specs.liveness(), startedNanos, workersSince);
        readiness = worker(specs.readiness(), startedNanos, workersSince);
        started = startup == null;
        ready = started && readiness == null;
        if (startup != null) {
            hold(liveness);
            hold(readiness);
        }
    }

    private static long period(@Nullable ProbeSpec spec) {
        return spec == null ? 0 : spec.periodNanos();
    }

    private static @Nullable ProbeWorker worker(@Nullable ProbeSpec spec, long startedNanos, long sinceNanos) {
        return spec == null ? null : new ProbeWorker(spec, startedNanos, sinceNanos);
    }

    private static void hold(@Nullable ProbeWorker worker) {
        if (worker != null) {
            worker.hold();
        }
    }

    @Override
    public long nextNanos() {
        return Math.min(next(startup), Math.min(next(liveness), next(readiness)));
    }

    private static long next(@Nullable ProbeWorker worker) {
        return worker == null ? NEVER : worker.nextNanos();
    }

    @Override
    public Probe take() {
        long now = nextNanos();
        Probe probe = next(startup) == now ? Probe.STARTUP : next(liveness) == now ? Probe.LIVENESS : Probe.READINESS;
        of(probe).take();
        return probe;
    }

    @Override
    public long timeoutNanos(Probe probe) {
        return of(probe).spec().timeoutNanos();
    }

    @Override
    public long graceNanos(Probe probe) {
        return of(probe).spec().graceNanos();
    }

    @Override
    public Verdict result(Probe probe, boolean passed, long nowNanos) {
        if (!of(probe).result(passed, nowNanos)) {
            return Verdict.UNCHANGED;
        }
        return switch (probe) {
            case STARTUP -> passed ? startupPassed(nowNanos) : restart(startup);
            case LIVENESS -> passed ? Verdict.UNCHANGED : restart(liveness);
            case READINESS -> becomes(passed);
        };
    }

    private Verdict startupPassed(long nowNanos) {
        started = true;
        hold(startup);
        if (liveness != null) {
            liveness.release(nowNanos, false);
        }
        if (readiness != null) {
            readiness.release(nowNanos, true);
            return Verdict.UNCHANGED;
        }
        return becomes(true);
    }

    private Verdict becomes(boolean nowReady) {
        if (ready == nowReady) {
            return Verdict.UNCHANGED;
        }
        ready = nowReady;
        return nowReady ? Verdict.READY : Verdict.UNREADY;
    }

    private static Verdict restart(@Nullable ProbeWorker failed) {
        hold(failed);
        return Verdict.RESTART;
    }

    /** Whether it has come up. */
    public boolean started() {
        return started;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    private ProbeWorker of(Probe probe) {
        ProbeWorker worker = switch (probe) {
            case STARTUP -> startup;
            case LIVENESS -> liveness;
            case READINESS -> readiness;
        };
        if (worker == null) {
            throw new IllegalArgumentException("No such probe: " + probe);
        }
        return worker;
    }
}

package io.wavetank.experiment;

import io.wavetank.sim.ForwardingListener;
import io.wavetank.sim.RunListener;
import java.util.concurrent.CancellationException;

/** Passes what happens to the files, and how far the run has come to the display. */
final class WithProgress extends ForwardingListener {
    private final RunListener display;

    WithProgress(RunListener files, RunListener display) {
        super(files);
        this.display = display;
    }

    @Override
    public void progress(long nowNanos, long submitted, long events) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("another run failed");
        }
        display.progress(nowNanos, submitted, events);
    }
}

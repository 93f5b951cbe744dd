package io.wavetank.experiment;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Scheduler;
import java.util.ArrayList;
import java.util.List;

/** The schedulers of one run, those among them that hold something outside closed at its end. */
public final class OwnedSchedulers implements Scheduler.Factory, AutoCloseable {
    private final Scheduler.Factory factory;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Takes the factory that makes them. */
    public OwnedSchedulers(Scheduler.Factory factory) {
        this.factory = factory;
    }

    @Override
    public Scheduler create(ClusterView cluster, Draws draws) {
        Scheduler scheduler = factory.create(cluster, draws);
        if (scheduler instanceof AutoCloseable closeable) {
            open.add(closeable);
        }
        return scheduler;
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("A scheduler cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}

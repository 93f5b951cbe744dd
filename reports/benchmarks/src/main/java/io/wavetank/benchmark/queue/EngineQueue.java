package io.wavetank.benchmark.queue;

import io.wavetank.sim.EventQueue;

/** The engine's own queue behind the interface of the candidates. */
final class EngineQueue implements PendingEvents {
    private final EventQueue queue;

    EngineQueue(int capacity) {
        queue = new EventQueue(capacity);
    }

    @Override
    public int schedule(long timeNanos, int rank, int kind, int subject) {
        return queue.schedule(timeNanos, rank, kind, subject);
    }

    @Override
    public void reschedule(int handle, long timeNanos) {
        queue.reschedule(handle, timeNanos);
    }

    @Override
    public void cancel(int handle) {
        queue.cancel(handle);
    }

    @Override
    public boolean poll() {
        return queue.poll();
    }

    @Override
    public long timeNanos() {
        return queue.timeNanos();
    }

    @Override
    public int rank() {
        return queue.rank();
    }

    @Override
    public int kind() {
        return queue.kind();
    }

    @Override
    public int subject() {
        return queue.subject();
    }

    @Override
    public int size() {
        return queue.size();
    }
}

package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the allocator waits for: the ends of filters, and the interval coming round. In the order of time, then of making. */
final class AllocatorTimers {
    private record Timer(
            long atNanos, long number, @Nullable OfferFilter filter) {}

    private final PriorityQueue<Timer> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atNanos).thenComparingLong(Timer::number));
    private final long intervalNanos;
    private long nowNanos;
    private long made;
    private Timer round;

    AllocatorTimers(long intervalNanos) {
        this.intervalNanos = intervalNanos;
        this.round = new Timer(intervalNanos, made++, null);
    }

    /** Makes a filter that ends by itself, after the time asked for and not before the interval has gone by. */
    OfferFilter install(String framework, String role, String agent, ResourceBag refused, RefuseTime time) {
        long number = made++;
        var filter = new OfferFilter(framework, role, agent, refused, number);
        waiting.add(new Timer(Math.addExact(nowNanos, Math.max(intervalNanos, time.nanos())), number, filter));
        return filter;
    }

    /**
     * Takes rounds that came round before {@code toNanos}, and were not looked at, as held in vain: filters end, and the next round is the
     * first on the beat that is not before {@code toNanos}.
     */
    void catchUp(long toNanos, Consumer<OfferFilter> expired) {
        if (round.atNanos() < toNanos) {
            nowNanos = Math.max(nowNanos, toNanos);
            long beats = (toNanos - round.atNanos() + intervalNanos - 1) / intervalNanos;
            round = new Timer(Math.addExact(round.atNanos(), beats * intervalNanos), made++, null);
            endFilters(expired, round.atNanos() <= nowNanos ? round : null);
        }
    }

    void advanceTo(long toNanos, Consumer<OfferFilter> expired, Runnable cameRound) {
        nowNanos = Math.max(nowNanos, toNanos);
        endFilters(expired, round.atNanos() <= nowNanos ? round : null);
        if (round.atNanos() <= nowNanos) {
            cameRound.run();
            endFilters(expired, null);
            round = new Timer(Math.addExact(nowNanos, intervalNanos), made++, null);
        }
    }

    /** Ends the filters that are due, those alone that are before the round if there is one. */
    private void endFilters(Consumer<OfferFilter> expired, @Nullable Timer before) {
        for (Timer next = waiting.peek(); next != null && next.atNanos() <= nowNanos; next = waiting.peek()) {
            boolean later = before != null
                    && (next.atNanos() > before.atNanos()
                            || (next.atNanos() == before.atNanos() && next.number() > before.number()));
            if (later) {
                return;
            }
            waiting.poll();
            if (next.filter() != null) {
                expired.accept(next.filter());
            }
        }
    }

    long nextRoundNanos() {
        return round.atNanos();
    }

    long nextExpiryNanos() {
        Timer next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }
}

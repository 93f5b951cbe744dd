package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Knative's autoscaler (KPA): replicas by the mean number of requests in the service, over a stable window, and over a tenth of it in panic.
 *
 * <p>{@code desired = ceil(mean / target)}, not more than {@code ceil(rate up * ready)} and not less than {@code floor(ready / rate down)}, where
 * ready is 1 at least. When the short window wants at least {@code threshold} times the ready replicas, panic begins: then the larger of both counts,
 * and never less than it was since. Panic ends when the short window has not wanted so many for a stable window. Without load the service goes to
 * none, where that is allowed, after a grace of its own.
 *
 * <p>Source: Knative serving, {@code pkg/autoscaler/scaling/autoscaler.go} and the defaults of {@code config-autoscaler}. Not decision for decision:
 * no recording was at hand. The activator, which holds requests while there is no replica,
 * belongs to the traffic; it is not in the way otherwise ({@code target-burst-capacity} 0), and lets all go to the first replicas that come. The autoscaler sees
 * what is held at its next look, where production's is told at once.
 */
public final class KnativeAutoscaler implements ReplicaAutoscaler {
    private static final int PANIC_PART = 10;

    private final Settings settings;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private boolean panics;
    private long panicNanos;
    private int panicReplicas;
    private long idleSinceNanos = -1;

    private record Sample(long nanos, double concurrency) {}

    /**
     * What the autoscaler is told.
     *
     * @param target how many requests each replica is to have in it; Knative's is 70 % of what a replica takes at a time
     * @param least the fewest replicas, 0 to let go of all
     * @param most the most
     * @param stableNanos the stable window
     * @param threshold how many times the ready replicas the short window must want for panic to begin
     * @param rateUp by how much replicas are multiplied at most at a time
     * @param rateDown by how much they are divided at most at a time
     * @param graceNanos how long a service without load is kept before its last replica goes
     * @param periodNanos from one decision to the next
     */
    public record Settings(
            double target,
            int least,
            int most,
            long stableNanos,
            double threshold,
            double rateUp,
            double rateDown,
            long graceNanos,
            long periodNanos) {}

    /** Creates the autoscaler, which has seen nothing. */
    public KnativeAutoscaler(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        samples.addLast(new Sample(nowNanos, service.metrics().concurrency()));
        while (samples.getFirst().nanos() <= nowNanos - settings.stableNanos()) {
            samples.removeFirst();
        }
        int ready = Math.max(1, service.ready());
        double most = Math.ceil(settings.rateUp() * ready);
        double least = Math.floor(ready / settings.rateDown());
        double stable = Math.ceil(mean(nowNanos - settings.stableNanos()) / settings.target());
        double shortly = Math.ceil(mean(nowNanos - settings.stableNanos() / PANIC_PART) / settings.target());
        boolean over = shortly / ready >= settings.threshold();
        if (over) {
            panicNanos = nowNanos;
            panics = true;
        } else if (panics && panicNanos + settings.stableNanos() < nowNanos) {
            panics = false;
            panicReplicas = 0;
        }
        int desired = (int) Math.min(Math.max(stable, least), most);
        if (panics) {
            desired = Math.max(desired, (int) Math.min(Math.max(shortly, least), most));
            panicReplicas = Math.max(panicReplicas, desired);
            desired = panicReplicas;
        }
        return new Scale(bounded(service, desired, nowNanos), panics ? "panic" : "stable");
    }

    private int bounded(ServiceView service, int desired, long nowNanos) {
        int wanted = Math.min(desired, settings.most());
        if (wanted > 0) {
            idleSinceNanos = -1;
        } else if (service.wanted() > 0 && settings.least() == 0) {
            idleSinceNanos = idleSinceNanos < 0 ? nowNanos : idleSinceNanos;
            return nowNanos - idleSinceNanos >= settings.graceNanos() ? 0 : 1;
        }
        return Math.max(wanted, settings.least());
    }

    private double mean(long sinceNanos) {
        double sum = 0;
        int count = 0;
        for (Iterator<Sample> latest = samples.descendingIterator(); latest.hasNext(); ) {
            Sample sample = latest.next();
            if (sample.nanos() <= sinceNanos) {
                break;
            }
            sum += sample.concurrency();
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    @Override
    public boolean measuresItself() {
        return true;
    }

    @Override
    public long periodNanos() {
        return settings.periodNanos();
    }

    @Override
    public int leastReplicas() {
        return settings.least();
    }

    @Override
    public int mostReplicas() {
        return settings.most();
    }
}

package io.wavetank.workload.generate.arrival;

import io.wavetank.policy.DrawBatch;
import io.wavetank.policy.Draws;
import java.util.List;

/**
 * Plays a paced process: the portion of each arrival is worked off at the pace of the moment, stretch by stretch. Exact to the nanosecond for
 * the first hundred days, to some nanoseconds for years.
 */
final class PacedClock implements ArrivalClock {
    private static final double NANOS = 1e9;
    /** Nothing comes after it. */
    private static final double LAST_SECONDS = NEVER / NANOS;

    private final Paced process;
    private final Pace pace;
    private final Surge[] surges;
    private final Draws draws;
    /** The portions of some arrivals in turn: worked out together they do not wait for each other. */
    private final double[] portions = new double[DrawBatch.SIZE];

    private final DrawBatch batch = new DrawBatch();

    private double seconds;
    private long count;

    PacedClock(Paced process, List<Surge> surges, Draws draws) {
        this.process = process;
        this.pace = process.pace(draws);
        this.surges = surges.toArray(Surge[]::new);
        this.draws = draws.stream("portion");
    }

    @Override
    public long nextNanos() {
        int place = (int) (count % DrawBatch.SIZE);
        if (place == 0) {
            drawPortions();
        }
        count++;
        double portion = portions[place];
        while (portion > 0 && seconds < LAST_SECONDS) {
            double end = Math.min(pace.endSeconds(), nextChange());
            double factor = factor();
            double within = factor == 0 ? 0 : factor * pace.between(seconds, end);
            if (within >= portion) {
                seconds = pace.reach(seconds, portion / factor);
                break;
            }
            portion -= within;
            seconds = end;
            if (end == pace.endSeconds()) {
                pace.advance();
            }
        }
        double nanos = seconds * NANOS;
        return nanos >= NEVER ? NEVER : (long) nanos;
    }

    private void drawPortions() {
        for (int i = 0; i < portions.length; i++) {
            batch.ask(i, draws, count + i, 0);
        }
        batch.draw();
        batch.uniforms(portions);
        for (int i = 0; i < portions.length; i++) {
            portions[i] = process.portion(portions[i]);
        }
    }

    private double factor() {
        double product = 1;
        for (Surge surge : surges) {
            if (seconds >= surge.atSeconds() && seconds < surge.endSeconds()) {
                product *= surge.factor();
            }
        }
        return product;
    }

    private double nextChange() {
        double next = Double.POSITIVE_INFINITY;
        for (Surge surge : surges) {
            if (surge.atSeconds() > seconds) {
                next = Math.min(next, surge.atSeconds());
            } else if (surge.endSeconds() > seconds) {
                next = Math.min(next, surge.endSeconds());
            }
        }
        return next;
    }
}

package io.wavetank.workload.generate;

import io.wavetank.policy.DrawBatch;
import io.wavetank.policy.Draws;
import java.util.Arrays;
import java.util.List;

/** One of several by weight; one of one, or of none, costs no draw. */
final class WeightedPick {
    private static final int FEW = 8;

    private final Draws draws;
    private final double[] upTo;

    WeightedPick(List<Double> weights, Draws draws) {
        this.draws = draws;
        this.upTo = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weights.get(i);
            upTo[i] = sum;
        }
    }

    /** Returns the place of the one picked, -1 if there is none. */
    int pick(long subject) {
        int last = upTo.length - 1;
        if (last <= 0) {
            return last;
        }
        return pickAt(draws.uniform(subject, 0));
    }

    /** Writes what {@link #pick} returns for some subjects that follow each other, as many as fit into a batch, which is used up. */
    void pickEach(long firstSubject, DrawBatch batch, int[] into) {
        int last = upTo.length - 1;
        if (last <= 0) {
            Arrays.fill(into, last);
            return;
        }
        for (int i = 0; i < into.length; i++) {
            batch.ask(i, draws, firstSubject + i, 0);
        }
        batch.draw();
        for (int i = 0; i < into.length; i++) {
            into[i] = pickAt(batch.uniform(i));
        }
    }

    /** Returns the place of the one that a uniform draw picks: a larger draw never picks an earlier one. */
    int pickAt(double uniform) {
        int last = upTo.length - 1;
        double mark = uniform * upTo[last];
        if (last > FEW) {
            int place = 0;
            while (place < last && mark > upTo[place]) {
                place++;
            }
            return place;
        }
        int passed = 0;
        for (int place = 0; place < last; place++) {
            passed += mark > upTo[place]
                    ? 1
                    : 0; // all are looked at: where to stop cannot be guessed, and that costs more
        }
        return passed;
    }
}

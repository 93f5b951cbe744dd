package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import java.util.List;

/** One of several by weight; one of one, or of none, costs no draw. */
final class WeightedPick {
    private static final int FEW = 8;
    private static final int AHEAD = 32;

    private final Draws draws;
    private final double[] upTo;
    /** The uniform draws of some subjects that follow each other, made at once. */
    private double[] ahead = {};

    private long firstAhead = -AHEAD;

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

    /** Returns the same as {@link #pick}; costs less where subjects, from 0, are asked for in turn. */
    int pickInTurn(long subject) {
        int last = upTo.length - 1;
        if (last <= 0) {
            return last;
        }
        if (subject - firstAhead >= AHEAD) {
            ahead = ahead.length == 0 ? new double[AHEAD] : ahead;
            draws.uniforms(subject, 0, ahead);
            firstAhead = subject;
        }
        return pickAt(ahead[(int) (subject - firstAhead)]);
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

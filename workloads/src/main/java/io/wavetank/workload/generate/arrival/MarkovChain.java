package io.wavetank.workload.generate.arrival;

import io.wavetank.workload.generate.distribution.Key;

/** How often a chain of states visits each of them. */
final class MarkovChain {
    private static final double SINGULAR = 1e-12;

    /** The probability of a step. */
    interface Step {
        double probability(int from, int to);
    }

    private MarkovChain() {}

    /**
     * Returns the share of visits to each state: the solution of {@code v = v P} with sum 1, by elimination with the largest pivot.
     *
     * @throws IllegalArgumentException if the chain falls into parts, so that the shares would depend on where it starts
     */
    static double[] visits(int count, Step step) {
        double[][] rows = new double[count][count + 1];
        for (int to = 0; to < count - 1; to++) {
            for (int from = 0; from < count; from++) {
                rows[to][from] = step.probability(from, to) - (from == to ? 1 : 0);
            }
        }
        for (int from = 0; from <= count; from++) {
            rows[count - 1][from] = 1;
        }
        for (int column = 0; column < count; column++) {
            bringUpPivot(rows, column);
            for (int row = 0; row < count; row++) {
                if (row != column) {
                    subtract(rows[row], rows[column], rows[row][column] / rows[column][column]);
                }
            }
        }
        double[] visits = new double[count];
        for (int i = 0; i < count; i++) {
            visits[i] = Math.max(0, rows[i][count] / rows[i][i]);
        }
        return visits;
    }

    private static void bringUpPivot(double[][] rows, int column) {
        int best = column;
        for (int row = column + 1; row < rows.length; row++) {
            if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
                best = row;
            }
        }
        if (Math.abs(rows[best][column]) < SINGULAR) {
            throw Key.fault("transitions", "a chain that falls into parts", "every state must lead to every other");
        }
        double[] swapped = rows[best];
        rows[best] = rows[column];
        rows[column] = swapped;
    }

    private static void subtract(double[] row, double[] other, double times) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= times * other[i];
        }
    }
}

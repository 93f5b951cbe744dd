package io.wavetank.acceptance;

/**
 * Machines that break and are mended, whose number up in the long run is known in closed form. Times are seconds; a machine is up for 1 in the mean.
 */
enum RepairModel {
    /** Five machines and one crew; the machine-repair model, a queue whose customers come from a finite source (Palm 1947). */
    ONE_CREW(5, 1, 0.25, 1, 4),
    /** Eight machines and two crews. */
    TWO_CREWS(8, 2, 0.2, 1, 6),
    /** Any two of three replicas are enough; each is mended as soon as it breaks. */
    TWO_OF_THREE(3, 3, 0.1, 1, 2),
    /** Three of five: a raft group of five. */
    THREE_OF_FIVE(5, 5, 0.3, 1, 3),
    /** Without queues the shape of the times does not matter, only their means (Weibull up times, whose shape is 0.7). */
    WEIBULL_FOUR_OF_SIX(6, 6, 0.2, 0.7, 4);

    final int machines;
    final int crews;
    final double repair;
    final double shape;
    final int needed;

    RepairModel(int machines, int crews, double repair, double shape, int needed) {
        this.machines = machines;
        this.crews = crews;
        this.repair = repair;
        this.shape = shape;
        this.needed = needed;
    }

    /** The mean share of machines that are up. */
    double up() {
        double[] down = down();
        double mean = 0;
        for (int k = 0; k <= machines; k++) {
            mean += (machines - k) * down[k];
        }
        return mean / machines;
    }

    /** The share of time in which as many machines are up as are needed. */
    double enough() {
        double[] down = down();
        double sum = 0;
        for (int k = 0; k <= machines - needed; k++) {
            sum += down[k];
        }
        return sum;
    }

    /**
     * The probability that k machines are down: a birth and death process with birth rates {@code (n - k)} and death rates {@code min(k, crews) /
     * repair}, so {@code p[k + 1] / p[k] = (n - k) repair / min(k + 1, crews)}; binomial where each machine has a crew.
     */
    private double[] down() {
        double[] p = new double[machines + 1];
        p[0] = 1;
        double sum = 1;
        for (int k = 0; k < machines; k++) {
            p[k + 1] = p[k] * (machines - k) * repair / Math.min(k + 1, crews);
            sum += p[k + 1];
        }
        for (int k = 0; k <= machines; k++) {
            p[k] /= sum;
        }
        return p;
    }
}

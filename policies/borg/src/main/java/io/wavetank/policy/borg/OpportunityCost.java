package io.wavetank.policy.borg;

/**
 * E-PVM as Borg once used it: the machine whose cost rises least. A resource of which the share u is used costs {@code n^u}, n being the number of
 * machines; the costs of processors and memory add up. So tasks spread, and every machine keeps room for a spike.
 *
 * <p>{@code score = -(n^(u + x) - n^u) / n}, summed over both resources; n^u is read from a table of {@value #STEPS} steps and between them on a
 * straight line.
 *
 * <p>Source: Y. Amir, B. Awerbuch, A. Barak, R. S. Borgstrom, A. Keren, "An Opportunity Cost Approach for Job Assignment in a Scalable
 * Computing Cluster", IEEE TPDS 11(7), 2000; A. Verma and others, EuroSys 2015, section 3.2 (one cost for all resources).
 */
final class OpportunityCost implements Packing {
    private static final int STEPS = 1024;
    private static final int STEP = WHOLE / STEPS;

    /** By step of use: {@code n^(u - 1)}, of {@link #WHOLE}. */
    private final double[] cost = new double[STEPS + 2];

    /** Creates the score of a cell of that many machines. */
    OpportunityCost(int machines) {
        double base = Math.max(2, machines);
        for (int step = 0; step < cost.length; step++) {
            cost[step] = WHOLE * StrictMath.pow(base, (double) step / STEPS - 1);
        }
    }

    @Override
    public int score(int freeCpu, int freeMemory, int cpu, int memory) {
        return (int) (rise(freeCpu, cpu) + rise(freeMemory, memory));
    }

    /** The rise of the cost, negated. */
    private double rise(int free, int asked) {
        return cost(WHOLE - free) - cost(WHOLE - free + asked);
    }

    private double cost(int used) {
        int bounded = Math.max(0, Math.min(WHOLE, used));
        int step = bounded / STEP;
        return cost[step] + (cost[step + 1] - cost[step]) * (bounded % STEP) / STEP;
    }
}

package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * CPU and memory.
 *
 * @param cpuMillis millicores; {@link #NOT_CONTROLLED} if it is left alone
 * @param memoryBytes bytes; {@link #NOT_CONTROLLED} if it is left alone
 */
public record Amounts(long cpuMillis, long memoryBytes) {
    /** An amount that nothing is said about. */
    public static final long NOT_CONTROLLED = -1;

    private static final double MOST = 1e14;

    /** A whole amount; what is negative or too large is brought back. */
    static long whole(double amount) {
        return amount < 0 ? 0 : amount > MOST ? (long) MOST : (long) amount;
    }

    static long scaled(long amount, double factor) {
        return whole(amount * factor);
    }

    Amounts withMargin(double share) {
        return new Amounts(cpuMillis + scaled(cpuMillis, share), memoryBytes + scaled(memoryBytes, share));
    }

    Amounts times(double factor) {
        return new Amounts(scaled(cpuMillis, factor), scaled(memoryBytes, factor));
    }

    Amounts atLeast(Amounts least) {
        return new Amounts(Math.max(cpuMillis, least.cpuMillis), Math.max(memoryBytes, least.memoryBytes));
    }
}

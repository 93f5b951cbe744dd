package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * What the object says about one container.
 *
 * @param off whether nothing is recommended for it
 * @param controlsCpu whether CPU is recommended
 * @param controlsMemory whether memory is recommended
 * @param least the least that is recommended; 0 for no bound
 * @param most the most that is recommended; 0 for no bound. It wins over the least
 */
public record ContainerPolicy(boolean off, boolean controlsCpu, boolean controlsMemory, Amounts least, Amounts most) {
    /** A container about which nothing is said. */
    public static final ContainerPolicy NONE =
            new ContainerPolicy(false, true, true, new Amounts(0, 0), new Amounts(0, 0));

    Amounts controlled(Amounts amounts) {
        return new Amounts(
                controlsCpu ? amounts.cpuMillis() : Amounts.NOT_CONTROLLED,
                controlsMemory ? amounts.memoryBytes() : Amounts.NOT_CONTROLLED);
    }

    Amounts capped(Amounts amounts) {
        return new Amounts(
                capped(amounts.cpuMillis(), least.cpuMillis(), most.cpuMillis()),
                capped(amounts.memoryBytes(), least.memoryBytes(), most.memoryBytes()));
    }

    private static long capped(long amount, long least, long most) {
        if (amount == Amounts.NOT_CONTROLLED) {
            return amount;
        }
        long raised = least > 0 ? Math.max(amount, least) : amount;
        return most > 0 ? Math.min(raised, most) : raised;
    }
}

package io.wavetank.sim.scenario;

/** What is wrong with nodes that a fault hits. */
public sealed interface Impairment {
    /** They are down: what runs there is gone. */
    Impairment DOWN = new Down();
    /** Nobody reaches them: what runs there goes on, and nobody hears of it. */
    Impairment CUT_OFF = new CutOff();

    /** Their disks are full. */
    Impairment DISK_FULL = new DiskFull();

    /** They are down: what runs there is gone. */
    record Down() implements Impairment {}

    /** Nobody reaches them: what runs there goes on, and nobody hears of it; what is placed there meanwhile does not start. */
    record CutOff() implements Impairment {}

    /**
     * Their disks are full: the node takes nothing new, and kubelet evicts one task every ten seconds, of the lowest priority first, then the one that started
     * last; critical ones (priority 2,000,000,000 and above) stay. When it is over, the node takes nothing new for another five minutes.
     *
     * <p>Source: Kubernetes, "Node-pressure Eviction": hard thresholds, housekeeping interval 10 s, {@code --eviction-pressure-transition-period} 5 min. What it
     * is not: tasks have no use of disk, so that which of them frees enough is not known, and the pressure lasts as long as the fault does.
     */
    record DiskFull() implements Impairment {}

    /**
     * They are about to be taken away, as a provider says of what it reclaims: nothing more is placed there, and what runs there is told to stop, whatever
     * disruption budgets say. Tasks that tolerate {@code node.kubernetes.io/unschedulable}, as pods of DaemonSets do, are left alone.
     *
     * @param graceNanos how long a task keeps its place after it was told
     */
    record Leaving(long graceNanos) implements Impairment {
        /** Checks the range. */
        public Leaving {
            if (graceNanos < 0) {
                throw new IllegalArgumentException("A grace period is not negative: " + graceNanos);
            }
        }
    }

    /**
     * They work more slowly, and nobody is told: a gray failure. Where several such faults meet, their factors multiply.
     *
     * @param factor what is left of the speed, from 0 (they hang, and send their heartbeats) to below 1
     */
    record Slow(double factor) implements Impairment {
        /** Checks the range. */
        public Slow {
            if (!(factor >= 0 && factor < 1)) {
                throw new IllegalArgumentException("A slow node has from 0 to below 1 of its speed, not " + factor);
            }
        }
    }
}

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
     * They are about to be taken away, as a provider says of what it reclaims, and as spot nodes of a group are: nothing more is placed there, and what runs there is
     * told to stop, whatever disruption budgets say. Replicas of services that are scaled leave as budgets allow, and are made anew as they do. Tasks that tolerate {@code node.kubernetes.io/unschedulable}, as pods of DaemonSets do, are left alone.
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

    /**
     * Some of their GPUs are gone, as after an XID error by which a device falls off the bus: the node stays, what used such a device is gone from it and waits
     * to be placed again, and the node offers so many fewer until they are back.
     *
     * @param count how many of each node, at least 1; all if it has fewer. Which is a keyed draw
     */
    record GpusLost(int count) implements Impairment {
        /** Checks the range. */
        public GpusLost {
            if (count < 1) {
                throw new IllegalArgumentException("At least one GPU is lost, not " + count);
            }
        }
    }

    /**
     * Their network loses packets: a message between services is sent again after 200 ms, and after twice as long each time, until it arrives; callers may have
     * given up by then. Where both ends of a way lose packets, or several such faults meet, each gets its share of what the others let through.
     *
     * <p>Source: RFC 6298 (retransmission time-outs, doubled), with the least time-out of Linux. What it is not: a message is one segment, and is always found lost by
     * its time-out; heartbeats and health checks get through.
     *
     * @param share of the messages that are lost, from 0 to below 1
     */
    record Lossy(double share) implements Impairment {
        /** Checks the range. */
        public Lossy {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("A network loses from 0 to below 1 of its packets, not " + share);
            }
        }
    }
}

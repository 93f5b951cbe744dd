package io.wavetank.policy;

/**
 * Which GPU devices of a node a task gets: a plug-in of its own, because it decides how quickly devices fall to pieces.
 */
@FunctionalInterface
public interface DeviceChoice {
    /** The lowest-numbered devices that fit, as a node's own device manager gives them out. */
    DeviceChoice LOWEST_INDEX = (task, node, attempt) -> choose(task.taskClass(), node, Order.INDEX);
    /** The devices with the least left that still fit; the lowest-numbered of equals. */
    DeviceChoice FULLEST = (task, node, attempt) -> choose(task.taskClass(), node, Order.FULLEST);
    /** The devices with the most left; the lowest-numbered of equals. */
    DeviceChoice EMPTIEST = (task, node, attempt) -> choose(task.taskClass(), node, Order.EMPTIEST);

    /**
     * Chooses devices on a node that has enough of them.
     *
     * @return a bit for each device; 0 for a task that asks for none
     */
    long choose(TaskView task, NodeView node, Attempt attempt);

    /** In which order devices are taken. */
    enum Order {
        /** By number. */
        INDEX,
        /** Least left first. */
        FULLEST,
        /** Most left first. */
        EMPTIEST
    }

    /** Returns the devices for all members of a task, taken one by one in an order; 0 if the node has not enough. */
    static long choose(TaskClass task, NodeView node, Order order) {
        long chosen = 0;
        for (int needed = task.gpuCount() * task.members(); needed > 0; needed--) {
            int best = -1;
            for (int device = 0; device < node.gpuCount(); device++) {
                boolean fits = (chosen >>> device & 1) == 0 && node.gpuFreeMillis(device) >= task.gpuMillisEach();
                if (fits && (best < 0 || before(node, device, best, order))) {
                    best = device;
                }
            }
            if (best < 0) {
                return 0;
            }
            chosen |= 1L << best;
        }
        return chosen;
    }

    private static boolean before(NodeView node, int device, int best, Order order) {
        return switch (order) {
            case INDEX -> false;
            case FULLEST -> node.gpuFreeMillis(device) < node.gpuFreeMillis(best);
            case EMPTIEST -> node.gpuFreeMillis(device) > node.gpuFreeMillis(best);
        };
    }
}

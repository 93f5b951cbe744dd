package io.wavetank.sim.replica;

import io.wavetank.policy.TaskClass;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replicas of one service, whose number whoever scales it may set. */
public interface Scalable {
    /** All that are not gone, in the order of their making, those that are being stopped among them. */
    List<? extends Replica> all();

    /** Those of them that whoever scales it goes by. */
    List<? extends Replica> seen();

    /** How many there are to be. */
    int wanted();

    /** How many of those that are seen are ready. */
    int ready();

    /** How many were made anew because they had to leave their node. */
    long drained();

    /** What the next one will ask for. */
    TaskClass taskClass();

    /** Another number is wanted from now on. */
    void want(long nowNanos, int number) throws IOException;

    /** Is told which replicas take load, where others than the autoscaler's see to that. */
    interface Watch {
        /** A replica takes load from now on. */
        void takes(long nowNanos, Replica replica);

        /** A replica takes none any more, or its node is down. */
        void leaves(long nowNanos, Replica replica);
    }

    /** The services of a run that others than the autoscaler's make the replicas of, whether they are scaled or not. */
    interface Others {
        /** Returns one by its name, from now on told of by {@code watch}. */
        Scalable scaled(String name, Watch watch);

        /** Those that nobody scales. */
        List<? extends Scalable> unscaled();

        /** The replica that a task is, whether its service is scaled or not; null if it is none. */
        @Nullable
        Replica replica(int task);
    }
}

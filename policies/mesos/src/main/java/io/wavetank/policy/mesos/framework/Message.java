package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.compose.AboutTasks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What master and frameworks say to each other. */
public sealed interface Message {
    /** To a framework: offers of one round. */
    record Offers(List<OfferedAgent> offers) implements Message {
        /** Copies the list. */
        public Offers {
            offers = List.copyOf(offers);
        }
    }

    /** To a framework: a task with devices that it launched was started, or was not. */
    record Started(int node) implements Message {}

    /** To a framework: a task that it launched could not be started, and waits. */
    record Lost(int task) implements Message, AboutTasks {
        @Override
        public @Nullable Object without(int gone) {
            return task == gone ? null : this;
        }
    }

    /** To a framework: a task of its own has ended; {@code sequence} is its place in the order of submission. */
    record Ended(int task, long sequence, int node) implements Message {}

    /**
     * To a framework: the master knows it again.
     *
     * @param master how many masters led before
     * @param known the numbers of its tasks that agents know of, ended or not
     */
    record Registered(int master, Set<Integer> known) implements Message {
        /** Copies the numbers. */
        public Registered {
            known = Set.copyOf(known);
        }
    }

    /**
     * To the master: here is a framework again.
     *
     * @param master how many masters led before the one that it is meant for
     * @param suppressed whether it wants no offers
     */
    record Register(int master, boolean suppressed) implements Message {}

    /** To the master: here is an agent again; {@code master} as in {@link Register}. */
    record AgentBack(int master, int node) implements Message {}

    /**
     * To the master: starts tasks on an agent with what an offer holds.
     *
     * @param offer the offer's number
     * @param tasks the numbers of the tasks
     * @param keep whether the framework keeps the rest of the offer, until it says {@link Release}
     * @param refuseNanos for how long the rest is not to be offered again
     */
    record Accept(long offer, List<Integer> tasks, boolean keep, long refuseNanos) implements Message, AboutTasks {
        /** Copies the list. */
        public Accept {
            tasks = List.copyOf(tasks);
        }

        @Override
        public Object without(int gone) {
            return new Accept(offer, tasks.stream().filter(task -> task != gone).toList(), keep, refuseNanos);
        }
    }

    /** To the master: starts a task with what the framework keeps on an agent. */
    record Launch(int task, int node) implements Message, AboutTasks {
        @Override
        public @Nullable Object without(int gone) {
            return task == gone ? null : this;
        }
    }

    /** To the master: gives back what is kept on an agent. */
    record Release(int node) implements Message {}

    /** To the master: gives offers back, which for some time are not to be made again. */
    record Decline(List<Long> offers, long refuseNanos) implements Message {
        /** Copies the list. */
        public Decline {
            offers = List.copyOf(offers);
        }
    }

    /** To the master: make no more offers until {@link Revive}. */
    record Suppress() implements Message {}

    /** To the master: make offers again, and forget what was refused. */
    record Revive() implements Message {}

    /** To a framework: it fails now. */
    record Fails() implements Message {}

    /** To a framework: it comes back now. */
    record Returns() implements Message {}

    /** To the master itself: a framework is not connected any more. */
    record Disconnected(int framework) implements Message {}

    /** To the master itself: the time for a framework to come back is over; {@code master} as in {@link Register}. */
    record FailoverOver(int framework, int master) implements Message {}

    /** To itself: look again. */
    record Look() implements Message {}
}

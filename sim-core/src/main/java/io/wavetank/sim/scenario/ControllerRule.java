package io.wavetank.sim.scenario;

import io.wavetank.policy.TaskClass;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a controller of Kubernetes does about the tasks that it made: when one that is gone is made again, and when all of them have failed. Times are
 * nanoseconds.
 *
 * <p>Tasks belong to the first rule whose labels they have; those of none are like pods of a ReplicaSet, which are made again as soon as they are gone.
 */
public sealed interface ControllerRule {
    /** Stands for a time that does not come. */
    long NEVER = Long.MAX_VALUE;

    /** The labels of its tasks. */
    SortedMap<String, String> among();

    /** Whether tasks of a class may be its. */
    default boolean of(TaskClass taskClass) {
        return taskClass.labels().entrySet().containsAll(among().entrySet());
    }

    /**
     * A StatefulSet: each task has a number, in the order of submission, and there are never two of a number. What was on a node that is not reached is marked for
     * deletion when its toleration is over, and is made again only when the node is back and has stopped it, or is removed, or somebody deletes it by force.
     *
     * <p>Source: Kubernetes 1.26, {@code updateStatefulSet}; "Force Delete StatefulSet Pods".
     *
     * @param among the labels of its tasks
     * @param ordered whether a task is made only while all of smaller numbers run and are ready ({@code OrderedReady}), else at once ({@code Parallel})
     * @param readyNanos how long a task runs until it is ready
     * @param forceNanos after which time from the mark somebody deletes by force what is on a node that is not reached; {@link #NEVER} if nobody does
     */
    record StatefulSet(SortedMap<String, String> among, boolean ordered, long readyNanos, long forceNanos)
            implements ControllerRule {
        /** Checks the times, and copies the labels. */
        public StatefulSet {
            if (readyNanos < 0 || forceNanos < 0) {
                throw new IllegalArgumentException("Times of a StatefulSet are not negative");
            }
            among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
        }
    }

    /** What a Job does about a task that failed. */
    enum OnFailure {
        /** It counts towards the limit. */
        COUNT,
        /** It does not. */
        IGNORE,
        /** All of the job has failed. */
        FAIL_JOB
    }

    /**
     * A rule of a {@code podFailurePolicy}.
     *
     * @param exitCodes those of the crashes that it is about; empty if it is about disruptions: lost nodes, evictions, preemption
     * @param action what is done
     */
    record FailureRule(List<Integer> exitCodes, OnFailure action) {
        /** Copies the list. */
        public FailureRule {
            exitCodes = List.copyOf(exitCodes);
        }
    }

    /**
     * A Job: its tasks are those of one job of the workload. When more of them have failed than it allows, or its time is over, all have failed for good.
     *
     * <p>Source: Kubernetes 1.26, {@code pkg/controller/job} ({@code BackoffLimitExceeded}, {@code DeadlineExceeded}, {@code PodFailurePolicy}); a task that loses
     * its node or is evicted counts as failed unless a rule says otherwise.
     *
     * @param among the labels of its tasks
     * @param backoffLimit how many failures there may be
     * @param deadlineNanos how long it may last from its first task on ({@code activeDeadlineSeconds}); {@link #NEVER} for any time
     * @param failures what is done about which failures; the first that fits, {@link OnFailure#COUNT} if none does
     */
    record Job(SortedMap<String, String> among, int backoffLimit, long deadlineNanos, List<FailureRule> failures)
            implements ControllerRule {
        /** Checks the numbers, and copies labels and rules. */
        public Job {
            if (backoffLimit < 0 || deadlineNanos < 0) {
                throw new IllegalArgumentException("A job allows 0 failures or more, and lasts 0 ns or more");
            }
            among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
            failures = List.copyOf(failures);
        }

        /** What is done about a crash with a code. */
        public OnFailure onCrash(int exitCode) {
            return failures.stream()
                    .filter(each -> each.exitCodes().contains(exitCode))
                    .map(FailureRule::action)
                    .findFirst()
                    .orElse(OnFailure.COUNT);
        }

        /** What is done about a task that loses its place for another reason. */
        public OnFailure onDisruption() {
            return failures.stream()
                    .filter(each -> each.exitCodes().isEmpty())
                    .map(FailureRule::action)
                    .findFirst()
                    .orElse(OnFailure.COUNT);
        }
    }
}

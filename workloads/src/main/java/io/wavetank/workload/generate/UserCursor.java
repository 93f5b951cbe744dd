package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.arrival.ArrivalClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The users of one inflow. The first job of each comes by itself; any other comes when the one before it is over. What job k of user u is, and how long the
 * user thinks before it, are the draws of (u, k), whatever became of the jobs before and of other users.
 */
final class UserCursor implements Cursor {
    private static final double NANOS = 1e9;
    private static final Comparator<First> ORDER = Comparator.comparingLong(First::nanos)
            .thenComparingLong(First::user)
            .thenComparingLong(First::index);

    /** A task of a user's first job. */
    private record First(long nanos, long user, long index, Submission task) {}

    private static final class User {
        private final long number;
        private final Fortune fortune;
        private final long jobs;
        private long job;
        /** How many tasks of the job under way are not over yet. */
        private long left;

        User(long number, Fortune fortune, long jobs) {
            this.number = number;
            this.fortune = fortune;
            this.jobs = jobs;
        }
    }

    private final Users users;
    private final Dependence dependence;
    private final boolean thinkFirst;
    private final ArrivalClock clock;
    private final WeightedPick picks;
    private final Draws thinks;
    private final Draws dependent;
    private final @Nullable AmountDraw jobs;
    private final Quota quota;
    private final List<TaskMaker> makers = new ArrayList<>();
    private final PriorityQueue<First> firsts = new PriorityQueue<>(ORDER);
    private final Map<Long, User> there = new HashMap<>();
    private long arrived;
    private long nextUserNanos;

    UserCursor(Inflow inflow, Users users, Draws draws, Quota quota) {
        this.users = users;
        this.dependence = inflow.dependence();
        this.thinkFirst = inflow.arrivals().meanAtStart() > 0;
        this.quota = quota;
        this.clock = inflow.arrivals().start(draws.stream("arrivals"));
        this.picks = new WeightedPick(inflow.kinds().stream().map(Kind::share).toList(), draws.stream("kind"));
        this.thinks = draws.stream("think");
        this.dependent = draws.stream("dependence");
        Amount inSession = users.jobs();
        this.jobs = inSession == null ? null : new AmountDraw(inSession, draws.stream("session"));
        for (Kind kind : inflow.kinds()) {
            makers.add(new TaskMaker(kind, inflow.dependence(), draws.stream(kind.name()), this));
        }
        this.nextUserNanos = clock.nextNanos();
    }

    @Override
    public long nextNanos() {
        while (nextUserNanos != ArrivalClock.NEVER
                && (firsts.isEmpty() || nextUserNanos <= firsts.element().nanos())) {
            arrive(nextUserNanos);
            nextUserNanos = clock.nextNanos();
        }
        return firsts.isEmpty() ? ArrivalClock.NEVER : firsts.element().nanos();
    }

    @Override
    public Submission take() {
        return firsts.remove().task();
    }

    private void arrive(long nanos) {
        long number = arrived++;
        Fortune fortune = new Fortune(
                dependence, dependence.none() ? dependent : dependent.stream("user").stream(Long.toString(number)));
        AmountDraw inSession = jobs;
        User user =
                new User(number, fortune, inSession == null ? Long.MAX_VALUE : Math.max(1, inSession.at(number, 0)));
        there.put(number, user);
        submit(user, thinkFirst ? ArrivalClock.later(nanos, thinkNanos(user)) : nanos, task -> {
            firsts.add(new First(task.submitNanos(), number, task.index(), task));
            return true;
        });
    }

    private long thinkNanos(User user) {
        return (long)
                Math.min(users.thinkSeconds().sample(thinks, user.number, user.job) * NANOS, Long.MAX_VALUE / 4.0);
    }

    /** A task of a job that has this number is over. */
    void over(long jobNumber, long nowNanos, Consumer<Submission> next) {
        User user = there.get(JobNames.user(jobNumber));
        if (user == null || --user.left > 0) {
            return;
        }
        user.job++;
        if (user.job < user.jobs) {
            submit(user, ArrivalClock.later(nowNanos, thinkNanos(user)), task -> {
                boolean admitted = quota.admits(task.submitNanos());
                if (admitted) {
                    next.accept(task);
                }
                return admitted;
            });
        }
        if (user.left == 0) {
            there.remove(user.number);
        }
    }

    /** Takes a task, or takes no more. */
    private interface Taker {
        boolean take(Submission task);
    }

    private void submit(User user, long nanos, Taker taker) {
        long number = JobNames.number(user.number, user.job);
        JobLuck luck = user.fortune.of(user.job);
        TaskMaker maker = makers.get(luck.none() ? picks.pick(number) : picks.pickAt(luck.kindUniform()));
        long tasks = maker.tasks(number);
        long at = nanos;
        user.left = 0;
        for (long index = 0; index < tasks; index++) {
            at = index == 0 ? at : ArrivalClock.later(at, maker.staggerNanos(number, index));
            if (!taker.take(maker.task(number, index, at, luck))) {
                return;
            }
            user.left++;
        }
    }
}

package io.wavetank.experiment.failover;

import io.wavetank.policy.Draws;
import java.util.List;

/** The schedulers of drawn scenarios, as they are written on the command line. */
final class ChaosSchedulers {
    private static final List<String> DRAWN = List.of(
            "kubernetes",
            "swarm",
            "mesos",
            "first-fit:queue=skip",
            "best-fit:queue=skip",
            "worst-fit:queue=skip",
            "random:queue=skip",
            "fcfs",
            "borg",
            "fixed-fleet",
            "omega",
            "monolithic",
            "two-level",
            "sparrow",
            "hawk",
            "eagle",
            "mesos:frameworks=kind=marathon;takes=app=service|kind=batch",
            "swarm:restart_attempts=3:restart_window=10m");

    /** Those that do not know of what comes and goes. */
    private static final List<String> RIGID =
            List.of("omega", "monolithic", "two-level", "sparrow", "hawk", "eagle", "process", "http");

    /**
     * Those under which a task waits whatever is free elsewhere until somebody else decides: at a node that it was drawn to, or in a slot that was
     * started anew too often, which the next leader of a swarm fills all the same.
     */
    private static final List<String> STUCK = List.of("sparrow", "hawk", "eagle", "swarm:restart_attempts");

    /** Those under which a task may wait behind another one though it fits. */
    private static final List<String> BLOCKING = List.of("fcfs");

    private ChaosSchedulers() {}

    /** Draws one; from those given, or from those that come with the program if none is. */
    static String draw(List<String> given, Draws draws) {
        List<String> from = given.isEmpty() ? DRAWN : given;
        return from.get(draws.below(from.size(), 0, 0));
    }

    /** Whether services and nodes may come and go under a scheduler. */
    static boolean elastic(String scheduler) {
        return RIGID.stream().noneMatch(each -> scheduler.equals(each) || scheduler.startsWith(each + ":"));
    }

    /** Whether, under the scheduler of this name in results, any task may go past others that find no place. */
    static boolean anyMayGo(String shown) {
        return settles(shown) && BLOCKING.stream().noneMatch(shown::startsWith) && !shown.contains("head-of-line");
    }

    /** Whether a scheduler of this name that is made anew finds no place, by its own rules, for what the one before left waiting at rest. */
    static boolean settles(String shown) {
        return STUCK.stream().noneMatch(shown::startsWith);
    }
}

package io.wavetank.policy.yarn.rm;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FSAppAttempt;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FSQueue;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FairScheduler;
import org.jspecify.annotations.Nullable;

/**
 * FairScheduler's preemption without its thread and its timer: what the loop of {@code FSPreemptionThread} does for each starved application is done when
 * {@link #look} is called, and what it has its timer kill later is killed by the first look that is not before that. Which containers go is decided by
 * Hadoop's code.
 *
 * <p>The thread is made, and never started. Its parts are not public, and are reached by reflection; they are those of Hadoop 3.4.1.
 */
final class FairPreemption {
    private final FairScheduler scheduler;
    private final SimulatedClock clock;
    private final Thread loop;
    private final Object starved;
    private final Collection<?> waiting;
    private final long nextCheckMillis;
    private final long killMillis;
    private final List<Kill> kills = new ArrayList<>();

    private record Kill(long atMillis, TimerTask task) {}

    /** Takes the place of the timer: nothing of it runs by the wall clock. */
    private final class Later extends Timer {
        Later() {
            super(true);
            super.cancel(); // its thread, which began with it
        }

        @Override
        public void schedule(TimerTask task, long delayMillis) {
            kills.add(new Kill(clock.getTime() + delayMillis, task));
        }
    }

    /** Takes over the preemption of a scheduler that is set up, and has it enabled. */
    FairPreemption(FairScheduler scheduler, SimulatedClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.loop = (Thread) get(FairScheduler.class, "preemptionThread", scheduler);
        Class<?> type = loop.getClass();
        ((Timer) get(type, "preemptionTimer", loop)).cancel();
        set(type, "preemptionTimer", loop, new Later());
        this.nextCheckMillis = (Long) get(type, "delayBeforeNextStarvationCheck", loop);
        this.killMillis = (Long) get(type, "warnTimeBeforeKill", loop);
        this.starved = call(scheduler.getContext().getClass(), "getStarvedApps", scheduler.getContext());
        this.waiting = (Collection<?>) get(starved.getClass(), "appsToProcess", starved);
    }

    /** How long it can be until it acts on a queue that has less than its share: the longest time-out, and the time until containers are killed. */
    long waitMillis() {
        long longest = 0;
        List<FSQueue> queues = new ArrayList<>(scheduler.getQueueManager().getQueues());
        queues.add(scheduler.getQueueManager().getRootQueue());
        for (FSQueue queue : queues) {
            for (String name : List.of("getFairSharePreemptionTimeout", "getMinSharePreemptionTimeout")) {
                long timeout = (Long) call(FSQueue.class, name, queue);
                longest = timeout == Long.MAX_VALUE ? longest : Math.max(longest, timeout);
            }
        }
        return longest + killMillis + nextCheckMillis;
    }

    /** Kills what is due, and looks for containers to preempt for each application that is starved. */
    void look() {
        List<Kill> due = new ArrayList<>();
        kills.removeIf(kill -> kill.atMillis() <= clock.getTime() && due.add(kill));
        due.forEach(kill -> kill.task().run());
        Class<?> type = loop.getClass();
        while (!waiting.isEmpty()) {
            FSAppAttempt app = (FSAppAttempt) call(starved.getClass(), "take", starved);
            Object chosen = call(type, "identifyContainersToPreempt", loop, app);
            call(type, "preemptContainers", loop, chosen);
            call(FSAppAttempt.class, "preemptionTriggered", app, nextCheckMillis);
        }
        set(starved.getClass(), "appBeingProcessed", starved, null); // as the loop does before it waits for the next
    }

    private static Object get(Class<?> type, String name, Object of) {
        try {
            Object value = field(type, name).get(of);
            if (value == null) {
                throw missing(name, null);
            }
            return value;
        } catch (ReflectiveOperationException e) {
            throw missing(name, e);
        }
    }

    @SuppressWarnings("NullAway") // a field is set to nothing
    private static void set(Class<?> type, String name, Object of, @Nullable Object value) {
        try {
            field(type, name).set(of, value);
        } catch (ReflectiveOperationException e) {
            throw missing(name, e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @SuppressWarnings("NullAway") // what returns nothing returns null, which nobody looks at
    private static Object call(Class<?> type, String name, Object of, Object... arguments) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    method.setAccessible(true);
                    return method.invoke(of, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof RuntimeException own) {
                        throw own;
                    }
                    throw missing(name, e);
                } catch (IllegalAccessException e) {
                    throw missing(name, e);
                }
            }
        }
        throw missing(name, null);
    }

    private static IllegalStateException missing(String name, @Nullable ReflectiveOperationException why) {
        return new IllegalStateException("FairScheduler's preemption has no " + name + " as in Hadoop 3.4.1", why);
    }
}

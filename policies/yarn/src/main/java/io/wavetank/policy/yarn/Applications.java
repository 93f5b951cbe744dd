package io.wavetank.policy.yarn;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.yarn.rm.HostedScheduler;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The applications that there are, and to which of them, and to which queue and user, a task belongs. */
final class Applications {
    private final YarnSettings settings;
    private final Sizes sizes;
    private final HostedScheduler scheduler;
    private final Map<TaskClass, Integer> specials = new HashMap<>();
    private final SortedMap<String, Application> byKey = new TreeMap<>();
    private final SortedMap<Integer, Application> byNumber = new TreeMap<>();
    /** Why those were not taken that the scheduler turned away. */
    private final SortedMap<String, String> refused = new TreeMap<>();

    private int numbers;

    Applications(YarnSettings settings, Sizes sizes, HostedScheduler scheduler) {
        this.settings = settings;
        this.sizes = sizes;
        this.scheduler = scheduler;
    }

    /** The application that a task belongs to; null if it is not there. */
    @Nullable
    Application of(TaskView task) {
        return byKey.get(keyOf(task));
    }

    /** The application with a number; null if it is not there. */
    @Nullable
    Application numbered(int number) {
        return byNumber.get(number);
    }

    /** All, by number. */
    Collection<Application> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }

    /** Begins the application that a task belongs to. */
    Application add(TaskView task) {
        var app = new Application(++numbers, keyOf(task));
        byKey.put(app.key(), app);
        byNumber.put(app.number(), app);
        return app;
    }

    /** One is over. */
    void remove(Application app) {
        byKey.remove(app.key());
        byNumber.remove(app.number());
    }

    /** One is turned away for good. */
    void refuse(Application app, String why) {
        remove(app);
        refused.put(app.key(), why);
    }

    /** Whether the application that a task belongs to was turned away. */
    boolean isRefused(TaskView task) {
        return refused.containsKey(keyOf(task));
    }

    /** Why the application that a task belongs to was turned away. */
    String refusal(TaskView task) {
        return String.valueOf(refused.get(keyOf(task)));
    }

    /** The key of its application: a job, or a task that is of none; those that ask for what others do not are one of their own. */
    private String keyOf(TaskView task) {
        String job = task.job().isEmpty() ? "task " + task.sequence() : "job " + task.job();
        TaskClass asked = task.taskClass();
        if (!sizes.special(asked)) {
            return job;
        }
        Integer special = specials.get(asked);
        if (special == null) {
            special = specials.size();
            specials.put(asked, special);
        }
        return job + " special " + special;
    }

    /** The queue that it is submitted to. */
    String queueOf(TaskView task) {
        String queue = settings.queue().of(task);
        if (!queue.isEmpty()
                && (settings.otherwise().isEmpty() || scheduler.queues().takes(queue))) {
            return queue;
        }
        return settings.otherwise().isEmpty() ? "default" : settings.otherwise();
    }

    /** Whose it is. */
    String userOf(TaskView task) {
        String user = settings.user().of(task);
        return user.isEmpty() ? "nobody" : user;
    }
}

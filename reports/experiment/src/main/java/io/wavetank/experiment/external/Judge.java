package io.wavetank.experiment.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.Locale;
import java.util.TreeMap;

/** Reads the decisions of a policy outside, and holds them against the cluster as it was told; the first that will not do ends the run. */
final class Judge {
    private static final String FORMS =
            "{\"bind\":TASK,\"node\":NODE}, {\"reject\":TASK}, {\"evict\":TASK}, {\"hold\":TASK,\"node\":NODE,\"until\":NANOSECONDS},"
                    + " {\"release\":TASK}, {\"nominate\":TASK,\"node\":NODE} or {\"wake_at\":NANOSECONDS,\"token\":NUMBER}";

    private final ClusterView cluster;
    private final Conversation conversation;
    private final TreeMap<Integer, TaskView> waiting = new TreeMap<>();
    /** On which node a place is held for a task, by the task's number. */
    private final TreeMap<Integer, Integer> held = new TreeMap<>();
    /** What this answer has given away already, by node. */
    private final TreeMap<Integer, long[]> given = new TreeMap<>();

    private String about = "";
    private long nowNanos;

    Judge(ClusterView cluster, Conversation conversation) {
        this.cluster = cluster;
        this.conversation = conversation;
    }

    /** A task waits from now on, and has no place. */
    void waits(TaskView task) {
        held.remove(task.index());
        waiting.put(task.index(), task);
    }

    /** A task waits no longer, nor will it ever. */
    void withdrawn(TaskView task) {
        waiting.remove(task.index());
    }

    /** The decisions of another answer follow. */
    void begin(String answerTo, long now) {
        about = answerTo;
        nowNanos = now;
        given.clear();
    }

    /** Returns a decision. */
    Decision decision(JsonNode text) {
        if (text.has("bind")) {
            return bind(number(text, "bind"), number(text, "node"));
        } else if (text.has("reject")) {
            TaskView task = waiting(number(text, "reject"), "rejects");
            return new Decision.Reject(task.index(), Unfit.explain(task.taskClass(), cluster));
        } else if (text.has("evict")) {
            return new Decision.Evict(
                    number(text, "evict"),
                    EvictionCause.PREEMPTED,
                    Math.max(0, text.path("grace").asLong(0)),
                    text.path("reason").asText(""));
        } else if (text.has("hold")) {
            return hold(text);
        } else if (text.has("release")) {
            int task = number(text, "release");
            if (held.remove(task) == null) {
                throw lie(
                        "releases task " + task + ", for which no place is held", "a task that was held and not bound");
            }
            return new Decision.Release(task);
        } else if (text.has("nominate")) {
            TaskView task = waiting(number(text, "nominate"), "nominates");
            int node = number(text, "node");
            if (node < -1 || node >= cluster.nodeCount()) {
                throw lie(
                        "nominates node " + node, "a node from 0 to " + (cluster.nodeCount() - 1) + ", or -1 for none");
            }
            return new Decision.Nominate(task.index(), node);
        } else if (text.has("wake_at")) {
            long time = text.path("wake_at").asLong(-1);
            if (time < nowNanos) {
                throw conversation.wrong(about, text.toString(), "a time not before " + nowNanos + " ns");
            }
            return new Decision.WakeAt(time, text.has("token") ? number(text, "token") : 0);
        }
        throw conversation.wrong(about, text.toString(), "decisions of the form " + FORMS);
    }

    private int number(JsonNode text, String key) {
        JsonNode value = text.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw conversation.wrong(about, text.toString(), "a whole number for \"" + key + "\"");
        }
        return value.intValue();
    }

    private TaskView waiting(int task, String does) {
        TaskView view = waiting.get(task);
        if (view == null) {
            throw lie(does + " task " + task + ", which does not wait", "a task that was submitted and is on no node");
        }
        return view;
    }

    private Decision bind(int number, int node) {
        Integer place = held.get(number);
        if (place == null) {
            take(number, node, "binds");
        } else if (place != node) {
            throw lie(
                    "binds task " + number + " to node " + node + ", which is held on node " + place, "the same node");
        }
        held.remove(number);
        return new Decision.Bind(number, node);
    }

    private Decision hold(JsonNode text) {
        int number = number(text, "hold");
        int node = number(text, "node");
        long until = text.path("until").asLong(-1);
        if (until < nowNanos) {
            throw conversation.wrong(about, text.toString(), "\"until\" a time not before " + nowNanos + " ns");
        }
        take(number, node, "holds");
        held.put(number, node);
        return new Decision.Hold(number, node, 0, until);
    }

    /** A task that waits gets a place on a node, which has to have it. */
    private void take(int number, int node, String does) {
        TaskView task = waiting(number, does);
        if (node < 0 || node >= cluster.nodeCount()) {
            throw lie(does + " task " + number + " to node " + node, "a node from 0 to " + (cluster.nodeCount() - 1));
        }
        NodeView view = cluster.node(node);
        TaskClass asked = task.taskClass();
        String obstacle = Feasibility.obstacle(asked, view, cluster.resources());
        if (obstacle != null && cluster.resources().indexOf(obstacle) < 0) {
            throw lie(
                    does + " task " + number + " to node " + node + " (" + view.name() + "), which will not take it ("
                            + obstacle + ")",
                    "a node that is up and meets what the task requires");
        }
        long[] taken =
                given.computeIfAbsent(node, key -> new long[cluster.resources().count()]);
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            long left = view.free(resource) - taken[resource];
            if (asked.totalRequest(resource) > left) {
                throw lie(
                        String.format(
                                Locale.ROOT,
                                "%s task %d (%s) to node %d (%s), where %d of %s are left and it asks for %d",
                                does,
                                number,
                                task.id(),
                                node,
                                view.name(),
                                left,
                                cluster.resources().name(resource),
                                asked.totalRequest(resource)),
                        "no more on a node than fits");
            }
            taken[resource] += asked.totalRequest(resource);
        }
        waiting.remove(number);
    }

    private ExternalPolicyException lie(String what, String expected) {
        return new ExternalPolicyException(
                conversation.name() + " " + what + ", in its answer to " + about + "; expected " + expected);
    }
}

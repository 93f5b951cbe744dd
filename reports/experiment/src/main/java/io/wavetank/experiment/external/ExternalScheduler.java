package io.wavetank.experiment.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Refusal;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * A scheduler outside: is told in each pass what happened and which nodes changed since the last, and answers with decisions.
 *
 * <p>It is held to what it was told: a decision that cannot be carried out as things stand when it answers ends the run. What only its
 * thinking time made impossible is told as {@code refused}.
 */
final class ExternalScheduler implements Scheduler, Elastic, AutoCloseable {
    private static final String EXPECTED = "{\"decisions\":[...]}";

    private final ClusterView cluster;
    private final Conversation conversation;
    private final Wire wire;
    private final Judge judge;
    private ArrayNode events = Conversation.object().arrayNode();
    private final BitSet changed = new BitSet();
    private long toldVersion;
    private int toldNodes;

    ExternalScheduler(ClusterView cluster, Conversation conversation) {
        this.cluster = cluster;
        this.conversation = conversation;
        this.wire = new Wire(cluster);
        this.judge = new Judge(cluster, conversation);
        ObjectNode hello = conversation.question("hello").put("protocol", Conversation.PROTOCOL);
        hello.put("height", "scheduler");
        wire.cluster(hello);
        toldVersion = cluster.version();
        toldNodes = cluster.nodeCount();
        conversation.hello(hello);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.Pass) {
            pass(out);
        } else if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            judge.waits(submitted.task());
            note("submitted", entry -> wire.task(submitted.task(), entry.putObject("task")));
        } else if (event instanceof SchedulerEvent.TaskFound found) {
            note(
                    "found",
                    entry -> wire.task(
                            found.task(), entry.put("node", found.node()).putObject("task")));
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            note("ended", entry -> place(ended.task(), ended.node(), entry));
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            note("place_lost", entry -> place(lost.task(), lost.node(), entry));
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            int task = withdrawn.task().index();
            judge.withdrawn(withdrawn.task());
            note("withdrawn", entry -> entry.put("task", task));
        } else if (event instanceof SchedulerEvent.TaskResized resized) {
            note(
                    "resized",
                    entry -> wire.task(
                            resized.task(), entry.put("node", resized.node()).putObject("task")));
        } else if (event instanceof SchedulerEvent.Refused refused) {
            refused(refused);
        } else if (event instanceof SchedulerEvent.TimerFired fired) {
            note("timer", entry -> entry.put("token", fired.token()));
        } else if (event instanceof SchedulerEvent.NodeLost lost) {
            note("node_lost", entry -> entry.put("node", lost.node()));
        } else if (event instanceof SchedulerEvent.NodeBack back) {
            note("node_back", entry -> entry.put("node", back.node()));
        }
    }

    private static void place(TaskView task, int node, ObjectNode entry) {
        entry.put("task", task.index()).put("node", node);
    }

    private void note(String what, Consumer<ObjectNode> filled) {
        filled.accept(events.addObject().put("event", what));
    }

    private void refused(SchedulerEvent.Refused refused) {
        if (refused.decision() instanceof Decision.Bind bind) {
            refused(bind.task(), bind.node(), refused.reason());
        } else if (refused.decision() instanceof Decision.Hold hold) {
            refused(hold.task(), hold.node(), refused.reason());
        }
    }

    private void refused(int number, int node, Refusal reason) {
        TaskView task = cluster.task(number);
        if (task.node() < 0) {
            judge.waits(task);
        }
        note("refused", entry -> place(task, node, entry.put("reason", reason.name())));
    }

    private void pass(Decisions out) {
        String about = "the pass at " + Conversation.seconds(out.nowNanos());
        ObjectNode question = conversation.question("pass").put("now", out.nowNanos());
        question.set("events", events);
        events = Conversation.object().arrayNode();
        changes(question.putArray("nodes"));
        JsonNode answer = conversation.ask(question, about, EXPECTED);
        JsonNode decisions = answer.path("decisions");
        if (!decisions.isArray()) {
            throw conversation.wrong(about, answer.toString(), EXPECTED);
        }
        judge.begin(about, out.nowNanos());
        for (JsonNode each : decisions) {
            out.add(judge.decision(each));
        }
        JsonNode considered = answer.path("considered");
        int tasks = considered.path("tasks").asInt(decisions.size());
        int nodes = considered.path("nodes").asInt(0);
        if (tasks < 0 || nodes < 0) {
            throw conversation.wrong(about, answer.toString(), "no negative number in \"considered\"");
        }
        out.considered(tasks, nodes);
        if (answer.path("again").asBoolean()) {
            out.passAgain();
        }
    }

    /** Writes the nodes that changed since the last pass. */
    private void changes(ArrayNode to) {
        changed.clear();
        if (!cluster.changesSince(toldVersion, (node, mayFitMore) -> changed.set(node))) {
            changed.set(0, cluster.nodeCount());
        }
        toldVersion = cluster.version();
        for (int node = changed.nextSetBit(0); node >= 0; node = changed.nextSetBit(node + 1)) {
            if (node < toldNodes) {
                wire.state(node, to.addObject());
            } else {
                wire.node(node, to.addObject());
            }
        }
        toldNodes = cluster.nodeCount();
    }

    @Override
    public void close() {
        conversation.close();
    }
}

package io.wavetank.experiment.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.QueueScheduler;

/** A placement policy outside: is asked for one task at a time which of the nodes that would do it is to go to. The queue is kept here. */
final class ExternalPlacement implements PlacementPolicy, Scheduler, Elastic, AutoCloseable {
    private static final String EXPECTED = "{\"node\":N}, one of \"feasible\", or -1 to let the task wait";

    private final Conversation conversation;
    private final Wire wire;
    private final Scheduler queue;
    private int toldNodes;

    ExternalPlacement(ClusterView cluster, Draws draws, QueueScheduler.Blocking blocking, Conversation conversation) {
        this.conversation = conversation;
        this.wire = new Wire(cluster);
        this.queue = new QueueScheduler(this, QueueSort.PRIORITY_FIFO, blocking, cluster, draws);
        ObjectNode hello = conversation.question("hello").put("protocol", Conversation.PROTOCOL);
        hello.put("height", "placement");
        wire.cluster(hello);
        toldNodes = cluster.nodeCount();
        conversation.hello(hello);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        queue.on(event, out);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        ObjectNode question = conversation.question("place").put("now", attempt.nowNanos());
        ArrayNode feasible = question.putArray("feasible");
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (Feasibility.fits(task.taskClass(), cluster, node)) {
                feasible.add(node);
            }
        }
        if (feasible.isEmpty()) {
            return Attempt.NOWHERE;
        }
        attempt.scored(feasible.size());
        if (toldNodes < cluster.nodeCount()) {
            ArrayNode nodes = question.putArray("nodes");
            while (toldNodes < cluster.nodeCount()) {
                wire.node(toldNodes++, nodes.addObject());
            }
        }
        wire.task(task, question.putObject("task"));
        String about = "task " + task.id() + " at " + Conversation.seconds(attempt.nowNanos());
        JsonNode answer = conversation.ask(question, about, EXPECTED);
        JsonNode node = answer.path("node");
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw conversation.wrong(about, answer.toString(), EXPECTED);
        }
        int chosen = node.intValue();
        boolean known = chosen >= 0 && chosen < cluster.nodeCount();
        if (chosen != Attempt.NOWHERE && !(known && Feasibility.fits(task.taskClass(), cluster, chosen))) {
            throw conversation.wrong(about, answer.toString(), EXPECTED);
        }
        return chosen;
    }

    @Override
    public void close() {
        conversation.close();
    }
}

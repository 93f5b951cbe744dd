package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run on nodes n0, n1, ... of one core each in which something breaks, written down a line a moment, in seconds. First come, first served, on the first node with room. */
final class FaultRun {
    static final long SECOND = 1_000_000_000L;

    private final int nodes;
    private final List<String> log = new ArrayList<>();

    FaultRun(int nodes) {
        this.nodes = nodes;
    }

    /** What has happened in all runs: the second, what, and to whom; final states that are not 'finished' in the end. */
    List<String> log() {
        return log;
    }

    /** A node that is down. */
    static FaultScript.Outage down(int node, int from, int to) {
        return new FaultScript.NodesDown("n" + node, from * SECOND, to * SECOND, List.of(node));
    }

    RunResult run(FaultScript script, Submission... tasks) throws IOException {
        return run(RunSpec.of(1).withFaults(script), tasks);
    }

    RunResult run(RunSpec spec, Submission... tasks) throws IOException {
        List<NodeSpec> all = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            all.add(NodeSpec.builder("n" + node).capacity(Resources.CPU, 1000).build());
        }
        Iterator<Submission> rest = List.of(tasks).iterator();
        var source = new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return rest.hasNext() ? rest.next() : null;
            }
        };
        var cluster = new ClusterSpec(Resources.basic(), all);
        return Simulation.run(spec, cluster, source, (view, draws) -> new FirstFit(view), new MomentLog());
    }

    private static final class FirstFit implements Scheduler, Elastic {
        private final ClusterView cluster;
        private final Map<Integer, TaskView> waiting = new LinkedHashMap<>();
        /** What was decided about and is not known to be carried out. */
        private final Map<Integer, TaskView> decided = new LinkedHashMap<>();

        FirstFit(ClusterView cluster) {
            this.cluster = cluster;
        }

        @Override
        public void on(SchedulerEvent event, Decisions out) {
            if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
                int task = submitted.task().index();
                assertThat(waiting.put(task, submitted.task())).as("told once").isNull();
            } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
                assertThat(waiting.remove(withdrawn.task().index())).as("known").isNotNull();
            } else if (event instanceof SchedulerEvent.Refused refused
                    && refused.decision() instanceof Decision.Bind bind) {
                waiting.put(bind.task(), decided.remove(bind.task()));
            } else if (event instanceof SchedulerEvent.Pass && !waiting.isEmpty()) {
                place(waiting.values().iterator().next(), out);
            }
        }

        private void place(TaskView first, Decisions out) {
            out.considered(1, 1);
            long asked = first.taskClass().totalRequest(Resources.CPU);
            for (int node = 0; node < cluster.nodeCount(); node++) {
                if (cluster.node(node).schedulable() && cluster.node(node).free(Resources.CPU) >= asked) {
                    decided.put(first.index(), waiting.remove(first.index()));
                    out.add(new Decision.Bind(first.index(), node));
                    out.passAgain();
                    return;
                }
            }
        }
    }

    private final class MomentLog implements RunListener {
        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            String node = tasks.node(task) < 0 ? "" : " n" + tasks.node(task);
            log.add(nowNanos / SECOND + " " + moment.name().toLowerCase(Locale.ROOT) + " " + tasks.id(task) + node);
        }

        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            log.add(nowNanos / SECOND + " n" + node + " " + moment.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            if (state != TaskState.FINISHED) {
                log.add("ended " + tasks.id(task) + " " + state.finalName());
            }
        }
    }
}

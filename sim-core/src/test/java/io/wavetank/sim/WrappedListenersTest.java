package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.elastic.Elastic;
import io.wavetank.sim.rollout.Rollouts;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens on behalf of another hands on everything: what a listener may be told is empty by default, and would be lost without a word. */
final class WrappedListenersTest {
    private static final List<String> WRAPPERS = List.of(
            WithTraffic.class.getName(),
            Admittance.class.getName(),
            Elastic.class.getName(),
            Rollouts.class.getName(),
            Controllers.class.getName(),
            Failovers.class.getName());

    private final List<String> told = new ArrayList<>();

    @Test
    void whoever_stands_before_another_extends_what_hands_on() throws ClassNotFoundException {
        int wrappers = 0;
        for (String name : WRAPPERS) {
            for (Class<?> type : listeners(name)) {
                wrappers++;
                assertThat(ForwardingListener.class).as("%s", type).isAssignableFrom(type);
            }
        }
        assertThat(wrappers).isGreaterThanOrEqualTo(WRAPPERS.size());
    }

    @Test
    void what_hands_on_has_a_method_for_whatever_is_told() {
        for (Method method : RunListener.class.getMethods()) {
            assertThat(Arrays.stream(ForwardingListener.class.getDeclaredMethods())
                            .map(Method::getName))
                    .contains(method.getName());
        }
    }

    @Test
    void all_is_handed_on_as_it_was_told() throws IOException {
        tellAll(new ForwardingListener(new Witness()) {});
        List<String> handedOn = List.copyOf(told);
        told.clear();
        tellAll(new Witness());

        assertThat(handedOn).hasSize(6).isEqualTo(told);
    }

    private static void tellAll(RunListener listener) throws IOException {
        var tasks = new TaskTable();
        listener.clusterEvent(1, RunListener.ClusterMoment.NODE_LOST, 2);
        listener.noted(3, "what", "subject", "text");
        listener.nodeNamed(4, "name");
        listener.event(5, RunListener.Moment.HELD, tasks, 6);
        listener.finalState(tasks, 7, TaskState.FAILED, 8);
        listener.progress(9, 10, 11);
    }

    /** The class, or those within it, that listen for another. */
    private static List<Class<?>> listeners(String name) throws ClassNotFoundException {
        Class<?> outer = Class.forName(name);
        List<Class<?>> found = new ArrayList<>();
        if (RunListener.class.isAssignableFrom(outer)) {
            found.add(outer);
        }
        for (Class<?> inner : outer.getDeclaredClasses()) {
            if (RunListener.class.isAssignableFrom(inner)) {
                found.add(inner);
            }
        }
        for (int i = 1; i < 20; i++) {
            try {
                Class<?> inner = Class.forName(name + "$" + i);
                if (RunListener.class.isAssignableFrom(inner)) {
                    found.add(inner);
                }
            } catch (ClassNotFoundException e) {
                break;
            }
        }
        return found;
    }

    /** Writes down all that it is told. */
    private final class Witness implements RunListener {
        @Override
        public void clusterEvent(long nowNanos, ClusterMoment moment, int node) {
            told.add(nowNanos + " " + moment + " " + node);
        }

        @Override
        public void noted(long nowNanos, String what, String subject, String text) {
            told.add(nowNanos + " " + what + " " + subject + " " + text);
        }

        @Override
        public void nodeNamed(int node, String name) {
            told.add(node + " " + name);
        }

        @Override
        public void event(long nowNanos, Moment moment, TaskTable tasks, int task) {
            told.add(nowNanos + " " + moment + " " + task);
        }

        @Override
        public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
            told.add(task + " " + state + " " + endNanos);
        }

        @Override
        public void progress(long nowNanos, long submitted, long events) {
            told.add(nowNanos + " " + submitted + " " + events);
        }
    }
}

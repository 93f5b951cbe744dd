package io.wavetank.sim.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.RunListener.Moment;
import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.ImageSpec;
import io.wavetank.sim.scenario.RegistrySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of tasks is told to the replicas that they are; who decides whether a replica takes load is told when it is ready. */
final class ReplicasTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TaskClass CLASS = TaskClass.builder().cpuMillis(1000).build();

    private final SortedMap<Long, Integer> calendar = new TreeMap<>();
    private final Replicas replicas = new Replicas(new RegistrySpec(100, 10), (at, slot) -> calendar.put(at, slot));
    private final List<String> told = new ArrayList<>();

    @Test
    void a_replica_is_told_what_happens_to_its_task_and_nobody_of_others() throws IOException {
        replicas.begin(new Row(7, true));
        var replica = new Told(CLASS);

        assertThat(replicas.submit(0, replica, submission())).isTrue();
        assertThat(replica.task()).isEqualTo(7);
        assertThat(replicas.of(7)).isSameAs(replica);
        replicas.tell(1, Moment.STARTED, 7, 3);
        replicas.tell(2, Moment.STARTED, 8, 3);
        replicas.tell(3, Moment.CRASHED, 7, 3);
        replicas.tell(4, Moment.RESTARTED, 7, 3);
        replicas.tell(5, Moment.LOST, 7, -1);
        replicas.tell(6, Moment.REJECTED, 7, -1);
        replicas.tell(7, Moment.REMOVED, 7, -1);
        replicas.tell(8, Moment.STARTED, 7, 3);

        assertThat(told).containsExactly("started 3", "crashed", "started 3", "lost", "gone");
        assertThat(replicas.of(7)).isNull();
    }

    @Test
    void one_that_is_not_let_in_is_no_task() throws IOException {
        replicas.begin(new Row(7, false));
        var replica = new Told(CLASS);

        assertThat(replicas.submit(0, replica, submission())).isFalse();
        assertThat(replica.task()).isEqualTo(-1);
        replicas.tell(1, Moment.SUBMITTED, 9, -1);
        assertThat(replicas.of(9)).isNull();
        replicas.remove(2, replica, 0);
        assertThat(told).isEmpty();
    }

    @Test
    void nothing_is_carried_out_before_the_run_begins() {
        assertThatThrownBy(replicas::plant).isInstanceOf(IllegalStateException.class);
    }

    /** 50 bytes at 10 a second to a node. */
    @Test
    void an_image_is_waited_for_once_a_node() throws IOException {
        var image = new ImageSpec("web", 50);

        assertThat(replicas.pull(0, 1, image, now -> told.add("pulled at " + now / SECOND)))
                .isTrue();
        long at = calendar.firstKey();
        assertThat(at).isEqualTo(5 * SECOND);
        replicas.due(at, calendar.getOrDefault(at, -1));
        assertThat(told).containsExactly("pulled at 5");
        assertThat(replicas.pull(at, 1, image, now -> told.add("again"))).isFalse();
        replicas.nodeRemoved(at, 1);
        assertThat(replicas.pull(at, 1, image, now -> told.add("again"))).isTrue();
    }

    @Test
    void who_decides_about_a_replica_hears_when_it_is_ready_and_it_stands_by_until_then() {
        var replica = new Told(CLASS);
        replica.keptBy((now, each) -> told.add(each.ready() ? "ready" : "not ready"));
        replica.up(1);
        assertThat(replica.ready()).isTrue();
        assertThat(replica.takesLoad()).isFalse();

        replica.setStandsBy(2, false);
        assertThat(replica.takesLoad()).isTrue();
        assertThat(replica.down(3)).isTrue();
        assertThat(replica.down(4)).isFalse();
        replica.up(5);

        assertThat(replica.takesLoad()).as("it has to be told again").isFalse();
        assertThat(replica.vanished(6)).isTrue();
        assertThat(told).containsExactly("ready", "role", "not ready", "ready");
    }

    @Test
    void one_that_nobody_decides_about_takes_load_when_it_is_ready() {
        var replica = new Told(CLASS);
        replica.up(5);
        assertThat(replica.takesLoad()).isTrue();
        assertThat(replica.readyChangedNanos()).isEqualTo(5);
    }

    @Test
    void what_was_measured_is_forgotten_with_the_place() {
        var replica = new Told(CLASS);
        replica.placed(1, 4);
        replica.measure(new ReplicaSample(2, 1, 500, 0));
        assertThat(replica.sample()).as("not to be read yet").isNull();
        replica.publish();
        assertThat(replica.sample()).isNotNull();

        replica.processBegins(2);
        replica.lose();
        assertThat(replica.isReached()).isFalse();
        assertThat(replica.isMeasurable()).isFalse();
        replica.placed(3, 4);
        assertThat(replica.isReached()).isTrue();
        assertThat(replica.isMeasurable()).isFalse();
        replica.processBegins(3);
        assertThat(replica.isMeasurable()).isTrue();
        replica.renew(9, 4);
        assertThat(replica.sample()).isNull();
        assertThat(replica.number()).isEqualTo(9);
        assertThat(replica.node()).isEqualTo(-1);
        assertThat(replica.createdNanos()).isEqualTo(4);
    }

    /** Its node answers again at 4: from what is measured then the next measurement is counted. */
    @Test
    void a_replica_that_was_missed_is_measured_from_the_second_time_on() {
        var replica = new Told(CLASS);
        replica.placed(1, 4);
        replica.processBegins(1);
        replica.measure(new ReplicaSample(2, 1, 500, 0));
        replica.publish();
        replica.setHeard(false);
        assertThat(replica.isMeasurable()).isFalse();
        assertThat(replica.sample()).as("until the next time").isNotNull();
        replica.miss();
        replica.publish();
        assertThat(replica.sample()).isNull();

        replica.setHeard(true);
        replica.measure(new ReplicaSample(4, 1, 900, 0));
        assertThat(replica.measured()).isNull();
        replica.measure(new ReplicaSample(5, 1, 600, 0));
        assertThat(replica.measured()).isEqualTo(new ReplicaSample(5, 1, 600, 0));

        replica.miss();
        replica.processBegins(6);
        replica.measure(new ReplicaSample(7, 1, 300, 0));
        assertThat(replica.measured()).as("another container").isNotNull();
    }

    /** As the phase Running and the start time of a pod: they stay as long as it has its place. */
    @Test
    void a_replica_whose_process_has_ended_runs_on_as_long_as_it_has_its_place() {
        var replica = new Told(CLASS);
        replica.placed(1, 4);
        assertThat(replica.isPending()).isTrue();
        replica.processBegins(3);
        assertThat(replica.isPending()).isFalse();

        replica.processEnds();
        assertThat(replica.running()).isTrue();
        assertThat(replica.isMeasurable()).isFalse();
        replica.placed(6, 4);
        replica.processBegins(8);
        assertThat(replica.startNanos()).isEqualTo(1);
        assertThat(replica.runsSinceNanos()).isEqualTo(8);

        replica.displaced(9);
        assertThat(replica.running()).isFalse();
        assertThat(replica.isPending()).isTrue();
        replica.placed(10, 5);
        assertThat(replica.running()).as("of where it was before").isFalse();
        assertThat(replica.startNanos()).isEqualTo(10);
    }

    private static Submission submission() {
        return new Submission(TaskNames.of("web-1", "web"), 0, 0, 0, Submission.FOREVER, -1, CLASS);
    }

    /** Writes down what it is told. */
    private final class Told extends Replica {
        Told(TaskClass taskClass) {
            super(0, 0, taskClass);
        }

        @Override
        protected void roleChanged(long nowNanos) {
            told.add("role");
        }

        @Override
        protected void started(long nowNanos, int node) {
            told.add("started " + node);
        }

        @Override
        protected void crashed(long nowNanos) {
            told.add("crashed");
        }

        @Override
        protected void halting(long nowNanos) {
            told.add("halting");
        }

        @Override
        protected void lostPlace(long nowNanos) {
            told.add("lost");
        }

        @Override
        protected void gone(long nowNanos) {
            told.add("gone");
        }

        @Override
        public void vanish(long nowNanos) {
            told.add("vanished");
        }

        @Override
        public boolean drain(long nowNanos, boolean atOnce) {
            return told.add("drained");
        }
    }

    /** Gives what is submitted one row, or lets nothing in. */
    private final class Row implements Plant {
        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public boolean controlled() {
            return true;
        }

        private final int row;
        private final boolean admits;

        Row(int row, boolean admits) {
            this.row = row;
            this.admits = admits;
        }

        @Override
        public int submit(long nowNanos, Submission submission) throws IOException {
            if (!admits) {
                return -1;
            }
            replicas.tell(nowNanos, Moment.SUBMITTED, row, -1);
            return row;
        }

        @Override
        public void remove(long nowNanos, int task, long stopNanos) {
            told.add("removed " + task);
        }

        @Override
        public void drain(long nowNanos, int task, boolean takenAway) {
            throw new AssertionError();
        }

        @Override
        public void reclaim(long nowNanos, int node, long graceNanos) {
            throw new AssertionError();
        }

        @Override
        public Updates.Outcome resize(long nowNanos, int task, TaskClass to) {
            throw new AssertionError();
        }

        @Override
        public int addNode(long nowNanos, NodeSpec node) {
            throw new AssertionError();
        }

        @Override
        public void setCordoned(long nowNanos, int node, boolean value) {
            throw new AssertionError();
        }

        @Override
        public void setClosed(long nowNanos, int node, boolean value) {
            throw new AssertionError();
        }

        @Override
        public void removeNode(long nowNanos, int node) {
            throw new AssertionError();
        }

        @Override
        public void keepNode(long nowNanos, int node) {
            throw new AssertionError();
        }

        @Override
        public void schedule(long timeNanos, int slot) {
            throw new AssertionError();
        }
    }
}

package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.arrival.Renewal;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Uniform;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stream as a whole: order, ends, repetition, independence, memory. */
final class GeneratorTest {
    private static final JobShape STAGGERED =
            new JobShape(Amount.of(new Uniform(0, 9)), new Exponential(40), Amount.of(1), true);

    private static GeneratedWorkload mixed(long tasks) {
        return Kinds.of(
                Until.tasks(tasks),
                Inflow.of(new AtStart(3), Kind.of("service", Sizes.of(Amount.of(500), Amount.of(1)), Life.stays())),
                new Inflow(
                        "day",
                        new Cyclic(0.5, new DayShape.Sinusoid(0.5, 12)),
                        List.of(
                                Kinds.web("web").withShare(3),
                                Kinds.web("batch").with(STAGGERED))),
                Inflow.of(new Renewal(new Constant(60)), Kinds.web("cron").with(JobShape.tasks(Amount.of(4)))));
    }

    @Test
    void equal_draws_give_equal_tasks_and_others_do_not() {
        List<Submission> tasks = Kinds.play(mixed(5000));

        assertThat(Kinds.play(mixed(5000))).isEqualTo(tasks);
        assertThat(Kinds.play(mixed(5000), 1, 1)).isNotEqualTo(tasks);
        assertThat(Kinds.play(mixed(5000), 2, 0)).isNotEqualTo(tasks);
        assertThat(Kinds.play(mixed(500))).isEqualTo(tasks.subList(0, 500));
    }

    @Test
    void two_readers_at_once_do_not_disturb_each_other() throws IOException {
        List<Submission> tasks = Kinds.play(mixed(400));
        GeneratedWorkload workload = mixed(400);
        try (SubmissionSource first = workload.open(new Draws(1, 0));
                SubmissionSource second = workload.open(new Draws(1, 0))) {
            for (int i = 0; i < 400; i++) {
                assertThat(first.next()).isEqualTo(tasks.get(i));
                assertThat(i % 3 == 0 ? tasks.get(i / 3) : second.next()).isNotNull();
            }
        }
    }

    @Test
    void tasks_come_in_the_order_of_time_and_ties_in_the_order_of_inflow_and_number() {
        List<Submission> tasks = Kinds.play(mixed(20_000));
        Set<String> ids = new HashSet<>();

        long before = 0;
        for (Submission task : tasks) {
            assertThat(task.submitNanos()).isGreaterThanOrEqualTo(before);
            assertThat(ids.add(task.id())).as(task.id()).isTrue();
            before = task.submitNanos();
        }
        assertThat(tasks.subList(0, 3))
                .extracting(Submission::id)
                .containsExactly("service-0", "service-1", "service-2");
        assertThat(tasks.stream().filter(task -> task.submitNanos() == 120_000_000_000L))
                .extracting(Submission::id)
                .containsExactly("cron-1-0", "cron-1-1", "cron-1-2", "cron-1-3");
    }

    @Test
    void inflows_at_one_instant_go_in_their_order() {
        var ticks = new Renewal(new Constant(1));
        List<Submission> tasks = Kinds.play(Kinds.of(
                Until.seconds(3),
                Inflow.of(ticks, Kinds.web("b")),
                Inflow.of(ticks, Kinds.web("a").with(JobShape.tasks(Amount.of(2))))));

        assertThat(tasks).extracting(Submission::id).containsExactly("b-0", "a-0-0", "a-0-1", "b-1", "a-1-0", "a-1-1");
    }

    @Test
    void an_inflow_is_not_changed_by_others_coming_and_going() {
        List<Submission> alone =
                Kinds.play(Kinds.of(Until.seconds(20_000), Inflow.of(new Poisson(0.1), Kinds.web("web"))));
        List<Submission> among = Kinds.play(Kinds.of(
                Until.seconds(20_000),
                Inflow.of(new Poisson(1), Kinds.web("more")),
                Inflow.of(new Poisson(0.1), Kinds.web("web"))));

        assertThat(among.stream().filter(task -> task.id().startsWith("web"))).containsExactlyElementsOf(alone);
    }

    @Test
    void another_rate_moves_tasks_and_changes_nothing_else_of_them() {
        List<Submission> slow = Kinds.play(Kinds.of(new Poisson(1), Kinds.web("web"), 1000));
        List<Submission> fast =
                Kinds.play(Kinds.of(new Poisson(1), Kinds.web("web"), 1000).scaled(4));

        for (int i = 0; i < 1000; i++) {
            assertThat(fast.get(i).workNanos()).isEqualTo(slow.get(i).workNanos());
            assertThat(fast.get(i).taskClass()).isEqualTo(slow.get(i).taskClass());
            assertThat(fast.get(i).submitNanos() * 4.0)
                    .isCloseTo((double) slow.get(i).submitNanos(), within(100.0));
        }
    }

    @Test
    void it_ends_at_whichever_bound_comes_first() {
        var inflow = Inflow.of(new Renewal(new Constant(1)), Kinds.web("web"));

        assertThat(Kinds.play(Kinds.of(new Until(10, 100), inflow))).hasSize(10);
        assertThat(Kinds.play(Kinds.of(new Until(10, 5), inflow))).hasSize(4);
        assertThat(Kinds.play(Kinds.of(Until.tasks(5), Inflow.of(new AtStart(3), Kinds.web("web")))))
                .hasSize(3);
        assertThat(Kinds.of(new Until(10, 5), inflow).open(new Draws(1, 0)).spanNanosHint())
                .isEqualTo(5_000_000_000L);
        assertThat(Kinds.of(Until.tasks(10), inflow).open(new Draws(1, 0)).spanNanosHint())
                .isEqualTo(10_000_000_000L);
    }

    @Test
    void a_task_that_comes_beyond_all_time_never_comes() {
        var slow = new JobShape(Amount.of(10), new Constant(2e9), Amount.of(1), true);
        List<Submission> tasks =
                Kinds.play(Kinds.of(new AtStart(2), Kinds.web("web").with(slow), 100));

        assertThat(tasks).extracting(Submission::submitNanos).isSorted();
        assertThat(tasks).hasSize(10).allMatch(task -> task.submitNanos() >= 0);
    }

    @Test
    void a_grid_keeps_classes_few_and_equal_requests_share_one_object() {
        Set<TaskClass> classes = new HashSet<>();
        Set<Integer> sizes = new HashSet<>();
        for (Submission task : Kinds.play(Kinds.of(new Poisson(1), Kinds.web("web"), 10_000))) {
            classes.add(task.taskClass());
            sizes.add((int) task.taskClass().request(0));
        }
        assertThat(classes).hasSize(8);
        assertThat(sizes).containsExactlyInAnyOrder(250, 500, 750, 1000, 1250, 1500, 1750, 2000);
    }

    @Test
    void memory_does_not_grow_with_the_number_of_tasks() throws IOException {
        GeneratedWorkload workload = Kinds.of(
                Until.tasks(3_000_000),
                Inflow.of(new Poisson(100), Kinds.web("web")),
                Inflow.of(
                        new Poisson(10),
                        // no grid: nearly every task is a class of its own
                        Kind.of(
                                "odd",
                                Sizes.of(Amount.of(new LogNormal(1e6, 1)), Amount.of(new LogNormal(1e9, 2))),
                                Life.runs(new Exponential(5)))));
        long tasks = 0;
        long early = 0;
        long late = 0;
        try (SubmissionSource source = workload.open(new Draws(1, 0))) {
            while (source.next() != null) {
                tasks++;
                early = tasks == 1_500_000 ? usedBytes() : early;
                late = tasks == 3_000_000 ? usedBytes() : late;
            }
        }
        assertThat(tasks).isEqualTo(3_000_000);
        assertThat(late - early).as("bytes more after 1.5 million more tasks").isLessThan(8L << 20);
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}

package io.wavetank.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.testkit.TestTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is next in the queue of a node, worked out by hand; times in seconds. */
final class LocalQueueTest {
    private static final TaskClass ANY = TaskClass.builder().build();

    private static Message.Item reservation(long job, boolean isLong) {
        return new Message.Item(0, job, ANY, null, -1, isLong, 0);
    }

    private static LocalQueue queue(double cap, long[]... jobs) {
        var queue = new LocalQueue(cap);
        for (long[] job : jobs) {
            queue.add(new Message.Enqueue(reservation(job[0], false), job[1], job[2], null, -1));
        }
        return queue;
    }

    private static LocalQueue.Entry next(LocalQueue queue) {
        LocalQueue.Entry next = queue.next();
        if (next == null) {
            throw new AssertionError("Nobody is next");
        }
        return next;
    }

    /** Asks for a task of whoever is next and answers; says whose job it was. */
    private static long serve(LocalQueue queue, boolean anyLeft, long left) {
        LocalQueue.Entry next = next(queue);
        queue.ask(next);
        long job = next.item.job();
        @Nullable TaskView task = anyLeft ? TestTask.of(ANY) : null;
        queue.answered(new Message.Give(reservation(job, false), task, left));
        return job;
    }

    @Test
    void the_job_with_the_least_left_goes_first_and_its_reservation_stays_until_nothing_is_left() {
        LocalQueue queue = queue(1000, new long[] {1, 10, 100}, new long[] {2, 10, 20});

        assertThat(serve(queue, true, 10)).isEqualTo(2);
        assertThat(serve(queue, true, 0)).isEqualTo(2);
        assertThat(serve(queue, true, 90)).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
        assertThat(serve(queue, false, 0)).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void nobody_is_held_up_for_longer_than_its_own_run_time_times_the_cap() {
        LocalQueue queue = queue(2, new long[] {1, 10, 1000}, new long[] {2, 8, 80});

        assertThat(serve(queue, true, 72)).isEqualTo(2); // 8 of 20
        assertThat(serve(queue, true, 64)).isEqualTo(2); // 16 of 20
        assertThat(serve(queue, true, 990)).isEqualTo(1); // 24 would be too long
    }

    @Test
    void without_a_cap_to_go_by_it_is_first_come_first_served() {
        assertThat(serve(queue(0, new long[] {1, 10, 100}, new long[] {2, 1, 1}), true, 90))
                .isEqualTo(1);
    }

    @Test
    void nobody_goes_ahead_of_a_long_task() {
        LocalQueue queue = queue(1000, new long[] {1, 10, 100});
        queue.add(new Message.Enqueue(reservation(-1, true), 0, 0, null, -1));
        queue.add(new Message.Enqueue(reservation(3, false), 1, 1, null, -1));

        assertThat(serve(queue, false, 0)).isEqualTo(1);
        assertThat(next(queue).item.isLong()).isTrue();
    }

    @Test
    void one_whose_scheduler_is_being_asked_is_passed_over() {
        LocalQueue queue = queue(5, new long[] {1, 10, 10}, new long[] {2, 10, 20});
        queue.ask(next(queue));

        assertThat(next(queue).item.job()).isEqualTo(2);
        queue.ask(next(queue));
        assertThat(queue.next()).isNull();
    }

    @Test
    void an_answer_is_that_of_the_scheduler_that_was_asked_for_the_job() {
        LocalQueue queue = queue(5, new long[] {1, 10, 10}, new long[] {2, 10, 20});
        queue.ask(next(queue));
        queue.ask(next(queue));
        queue.answered(new Message.Give(reservation(2, false), null, 0));

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.next()).as("1 is still being asked").isNull();
        queue.answered(new Message.Give(reservation(1, false), TestTask.of(ANY), 5));
        assertThat(next(queue).item.job()).isEqualTo(1);
    }

    @Test
    void who_got_no_task_has_held_up_nobody() {
        LocalQueue queue = queue(2, new long[] {1, 10, 1000}, new long[] {2, 8, 80}, new long[] {3, 8, 90});

        assertThat(serve(queue, true, 72)).isEqualTo(2); // 8 of 20
        assertThat(serve(queue, false, 0)).isEqualTo(2); // and still 8
        assertThat(serve(queue, true, 82)).isEqualTo(3);
        assertThat(serve(queue, true, 990)).isEqualTo(1);
    }
}

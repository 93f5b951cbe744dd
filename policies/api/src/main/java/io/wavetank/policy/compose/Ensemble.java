package io.wavetank.policy.compose;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several schedulers as one: each is an {@link Actor} with a mailbox and a thinking time of its own, and they talk by messages that take time.
 *
 * <p>An actor handles its messages one after the other, in the order in which they come in. While it thinks, messages wait. What it decided
 * and sent takes effect when its thinking is over. All of it is carried by timers, so that it runs wherever a {@link Scheduler} runs. Passes
 * are left out: an actor acts when it is told something. When a task is withdrawn, what is on its way about it ({@link AboutTasks}) comes to nothing.
 */
public final class Ensemble implements Scheduler {
    /** Says which actors are told of an event, and how long the news is on its way. */
    @FunctionalInterface
    public interface Router {
        /** Calls {@code tell} for each actor that is to know. */
        void route(SchedulerEvent event, Teller tell);
    }

    /** Passes an event on. */
    @FunctionalInterface
    public interface Teller {
        /** Passes the event on to an actor after a delay in nanoseconds. */
        void to(int actor, long delayNanos);
    }

    private record Letter(long timeNanos, int rank, long number, int to, int from, Object content) {
        Letter with(Object other) {
            return new Letter(timeNanos, rank, number, to, from, other);
        }
    }

    /** What an actor decided, to take effect when its thinking is over. */
    private record Answer(List<Decision> decisions, List<Letter> letters) {
        Answer without(int task) {
            return new Answer(
                    decisions.stream().filter(each -> !each.concerns(task)).toList(),
                    Ensemble.without(letters, task, new BitSet()));
        }
    }

    private static final int EFFECT = 0;
    private static final int MAIL = 1;

    private final List<Actor> actors;
    private final Router router;
    private final boolean[] thinking;
    /** What came in for each actor while it was thinking. */
    private final List<Deque<Letter>> waiting = new ArrayList<>();

    private final PriorityQueue<Letter> mail = new PriorityQueue<>(Comparator.comparingLong(Letter::timeNanos)
            .thenComparingInt(Letter::rank)
            .thenComparingLong(Letter::number));
    private long numbers;
    private long armedNanos = -1;

    /** Puts actors together; their numbers are their places in the list. */
    public Ensemble(List<Actor> actors, Router router) {
        this.actors = List.copyOf(actors);
        this.router = router;
        this.thinking = new boolean[actors.size()];
        actors.forEach(actor -> waiting.add(new ArrayDeque<>()));
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        if (event instanceof SchedulerEvent.Pass) {
            return;
        }
        long now = out.nowNanos();
        BitSet untold = new BitSet();
        if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdraw(withdrawn.task().index(), untold);
        }
        router.route(event, (actor, delay) -> {
            if (!untold.get(actor)) {
                post(now + delay, MAIL, actor, Actor.WORLD, event);
            }
        });
        for (Letter next = mail.peek(); next != null && next.timeNanos() <= now; next = mail.peek()) {
            mail.poll();
            handle(next, now, out);
        }
        arm(now, out);
    }

    private void post(long timeNanos, int rank, int to, int from, Object content) {
        mail.add(new Letter(timeNanos, rank, numbers++, to, from, content));
    }

    /** What is on its way about a task comes to nothing; who has not heard of it yet never will. */
    private void withdraw(int task, BitSet untold) {
        List<Letter> letters = new ArrayList<>(mail);
        mail.clear();
        mail.addAll(without(letters, task, untold));
        for (Deque<Letter> box : waiting) {
            List<Letter> rest = without(List.copyOf(box), task, untold);
            box.clear();
            box.addAll(rest);
        }
    }

    private static List<Letter> without(List<Letter> letters, int task, BitSet untold) {
        List<Letter> rest = new ArrayList<>();
        for (Letter each : letters) {
            Object content = each.content();
            if (content instanceof SchedulerEvent.TaskSubmitted submitted
                    && submitted.task().index() == task) {
                untold.set(each.to());
            } else if (content instanceof Answer answer) {
                rest.add(each.with(answer.without(task)));
            } else if (content instanceof AboutTasks about) {
                Object left = about.without(task);
                if (left != null) {
                    rest.add(each.with(left));
                }
            } else {
                rest.add(each);
            }
        }
        return rest;
    }

    private void handle(Letter letter, long now, Decisions out) {
        int actor = letter.to();
        if (letter.content() instanceof Answer answer) {
            thinking[actor] = false;
            takeEffect(answer, now, out);
            while (!thinking[actor] && !waiting.get(actor).isEmpty()) {
                deliver(waiting.get(actor).remove(), now, out);
            }
        } else if (thinking[actor]) {
            waiting.get(actor).add(letter);
        } else {
            deliver(letter, now, out);
        }
    }

    private void deliver(Letter letter, long now, Decisions out) {
        int actor = letter.to();
        var box = new Box(actor, now, out);
        actors.get(actor).on(letter.from(), letter.content(), box);
        if (box.thinkNanos == 0) {
            takeEffect(box.answer(), now, out);
        } else {
            thinking[actor] = true;
            post(Math.addExact(now, box.thinkNanos), EFFECT, actor, actor, box.answer());
        }
    }

    private void takeEffect(Answer answer, long now, Decisions out) {
        answer.decisions().forEach(out::add);
        for (Letter each : answer.letters()) {
            post(Math.addExact(now, each.timeNanos()), MAIL, each.to(), each.from(), each.content());
        }
    }

    private void arm(long now, Decisions out) {
        Letter next = mail.peek();
        boolean early = armedNanos > now && next != null && armedNanos <= next.timeNanos();
        if (next != null && !early) {
            armedNanos = next.timeNanos();
            out.add(new Decision.WakeAt(armedNanos, 0));
        }
    }

    /** Collects one answer; the times of its letters are delays. */
    private static final class Box implements Outbox {
        private final int actor;
        private final long now;
        private final Decisions out;
        private final List<Decision> decisions = new ArrayList<>();
        private final List<Letter> letters = new ArrayList<>();
        private long thinkNanos;

        Box(int actor, long now, Decisions out) {
            this.actor = actor;
            this.now = now;
            this.out = out;
        }

        Answer answer() {
            return new Answer(decisions, letters);
        }

        @Override
        public void send(int to, Object message, long delayNanos) {
            if (delayNanos < 0) {
                throw new IllegalArgumentException("A message is not on its way for less than no time: " + delayNanos);
            }
            letters.add(new Letter(delayNanos, MAIL, 0, to, actor, message));
        }

        @Override
        public void think(long nanos) {
            thinkNanos = Math.addExact(thinkNanos, nanos);
        }

        @Override
        public long nowNanos() {
            return now;
        }

        @Override
        public void add(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void considered(int tasks, int nodes) {
            out.considered(tasks, nodes);
        }

        @Override
        public void passAgain() {
            // an ensemble takes no passes
        }
    }
}

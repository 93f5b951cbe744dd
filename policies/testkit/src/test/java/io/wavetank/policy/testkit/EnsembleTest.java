package io.wavetank.policy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Ensemble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages arrive in order and in time, a thinking actor lets them wait, and its answer takes effect when it has thought. */
final class EnsembleTest {
    private final List<String> heard = new ArrayList<>();
    private final List<Long> wakes = new ArrayList<>();

    private final class Clock implements Decisions {
        private final long now;

        Clock(long now) {
            this.now = now;
        }

        @Override
        public long nowNanos() {
            return now;
        }

        @Override
        public void add(Decision decision) {
            if (decision instanceof Decision.WakeAt wake) {
                wakes.add(wake.timeNanos());
            } else {
                heard.add(now + " decided " + decision);
            }
        }

        @Override
        public void considered(int tasks, int nodes) {
            // nothing is priced here
        }

        @Override
        public void passAgain() {
            // there are no passes here
        }
    }

    private void play(Ensemble ensemble) {
        ensemble.on(new SchedulerEvent.TimerFired(7), new Clock(0));
        while (!wakes.isEmpty()) {
            ensemble.on(new SchedulerEvent.TimerFired(0), new Clock(wakes.remove(0)));
        }
    }

    private static void onlyTheFirst(SchedulerEvent event, Ensemble.Teller tell) {
        if (event instanceof SchedulerEvent.TimerFired timer && timer.token() == 7) {
            tell.to(0, 0);
        }
    }

    @Test
    void a_message_takes_its_time_and_a_thinker_lets_others_wait() {
        Actor sender = (from, message, out) -> {
            if (from == Actor.WORLD) {
                out.send(1, "slow", 30);
                out.send(1, "first", 10);
                out.send(1, "second", 12);
            } else {
                heard.add(out.nowNanos() + " answered " + message);
            }
        };
        Actor thinker = (from, message, out) -> {
            heard.add(out.nowNanos() + " heard " + message);
            out.think(5);
            out.add(new Decision.Release(message.equals("first") ? 1 : 2));
            out.send(from, message, 1);
        };

        play(new Ensemble(List.of(sender, thinker), EnsembleTest::onlyTheFirst));

        assertThat(heard)
                .containsExactly(
                        "10 heard first",
                        "15 decided Release[task=1]",
                        "15 heard second",
                        "16 answered first",
                        "20 decided Release[task=2]",
                        "21 answered second",
                        "30 heard slow",
                        "35 decided Release[task=2]",
                        "36 answered slow");
    }

    @Test
    void what_came_in_during_thinking_is_heard_before_what_comes_in_at_its_end() {
        Actor sender = (from, message, out) -> {
            out.send(1, "sent early, in at the end", 15);
            out.send(1, "first", 10);
            out.send(1, "in meanwhile", 12);
        };
        Actor thinker = (from, message, out) -> {
            heard.add(out.nowNanos() + " " + message);
            out.think(5);
        };

        play(new Ensemble(List.of(sender, thinker), EnsembleTest::onlyTheFirst));

        assertThat(heard).containsExactly("10 first", "15 in meanwhile", "20 sent early, in at the end");
    }
}

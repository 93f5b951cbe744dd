package io.wavetank.policy.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** When members that do not answer are given up. */
final class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Noted noted = new Noted();

    private void run(Pace pace, long second) {
        pace.run(second * SECOND, noted);
    }

    @Test
    void a_bucket_gives_up_what_it_holds_and_then_one_for_each_token() {
        var pace = new Pace(0, 0.5, 2);
        for (int member = 0; member < 4; member++) {
            pace.add(0, member);
        }

        run(pace, 0);
        assertThat(noted.all).containsExactly("give up 0", "give up 1", "wake at 2 s");
        run(pace, 1);
        run(pace, 2);
        run(pace, 4);
        assertThat(noted.all)
                .containsExactly("give up 0", "give up 1", "wake at 2 s", "give up 2", "wake at 4 s", "give up 3");
    }

    @Test
    void who_answers_again_is_waited_for_no_more() {
        Pace pace = Pace.after(30 * SECOND);
        pace.add(0, 7);
        pace.add(0, 8);
        run(pace, 0);
        pace.forget(7);
        run(pace, 30);

        assertThat(noted.all).containsExactly("wake at 30 s", "give up 8");
    }

    @Test
    void never_is_never() {
        Pace pace = Pace.after(Pace.NEVER);
        pace.add(5, 1);
        run(pace, 1_000_000);

        assertThat(noted.all).isEmpty();
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Pace(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}

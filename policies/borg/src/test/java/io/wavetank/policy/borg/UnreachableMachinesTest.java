package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine every ten. Worked out by hand. */
final class UnreachableMachinesTest {
    private final List<Integer> begun = new ArrayList<>();
    private final LostNodePolicy.Marks marks = new LostNodePolicy.Marks() {
        @Override
        public void begin(int node) {
            begun.add(node);
        }

        @Override
        public void stop(int node) {
            throw new AssertionError("Nothing is left alone");
        }
    };
    private final UnreachableMachines machines = new UnreachableMachines(10, 3);

    @Test
    void the_first_is_given_up_at_once_and_the_others_one_after_the_other() {
        machines.lost(100, 4, marks);
        machines.lost(100, 2, marks);
        machines.lost(101, 7, marks);
        assertThat(begun).containsExactly(4);
        assertThat(machines.wakeNanos()).isEqualTo(110);

        machines.act(110, marks);
        assertThat(begun).containsExactly(4, 2);
        assertThat(machines.wakeNanos()).isEqualTo(120);

        machines.act(120, marks);
        assertThat(begun).containsExactly(4, 2, 7);
        assertThat(machines.wakeNanos()).isEqualTo(LostNodePolicy.NEVER);
        assertThat(machines.tolerationNanos(TaskClass.builder().build())).isEqualTo(3);
    }

    @Test
    void a_machine_that_answers_before_its_turn_keeps_what_it_runs() {
        machines.lost(100, 4, marks);
        machines.lost(100, 2, marks);
        machines.back(105, 2, marks);

        assertThat(machines.wakeNanos()).isEqualTo(LostNodePolicy.NEVER);
        machines.lost(130, 2, marks);
        assertThat(begun).containsExactly(4, 2);
    }
}

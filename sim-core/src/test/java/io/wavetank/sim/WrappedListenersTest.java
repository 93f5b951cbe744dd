package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.sim.elastic.Elastic;
import io.wavetank.sim.rollout.Rollouts;
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

    @Test
    void nothing_that_is_told_is_kept_back() throws ClassNotFoundException {
        int wrappers = 0;
        for (String name : WRAPPERS) {
            for (Class<?> type : listeners(name)) {
                wrappers++;
                for (Method method : RunListener.class.getMethods()) {
                    assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                            .as("%s", type)
                            .contains(method.getName());
                }
            }
        }
        assertThat(wrappers).isGreaterThanOrEqualTo(WRAPPERS.size());
    }

    /** The class, or those within it, that listen for another. */
    private static List<Class<?>> listeners(String name) throws ClassNotFoundException {
        Class<?> outer = Class.forName(name);
        List<Class<?>> found = new ArrayList<>();
        if (RunListener.class.isAssignableFrom(outer)) {
            found.add(outer);
        }
        for (Class<?> inner : outer.getDeclaredClasses()) {
            // (the gate before requests stands before one who listens to no more than it hands on)
            if (RunListener.class.isAssignableFrom(inner)
                    && !inner.getSimpleName().equals("Gate")) {
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
}

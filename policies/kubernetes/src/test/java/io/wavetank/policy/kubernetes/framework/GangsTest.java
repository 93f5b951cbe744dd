package io.wavetank.policy.kubernetes.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GangsTest {
    private final ClusterCache cluster = new ClusterCache();
    private final Gangs gangs = new Gangs();

    private Pod member(String name, String group, int least) {
        PodClass kind = cluster.podClass(PodTemplate.of(
                Map.of(), Small.spec(Map.of()).group(new PodGroup(group, least)).build()));
        return new Pod(name, kind, 0, 0);
    }

    @Test
    void a_pod_of_no_gang_starts_at_once() {
        var pod = new Pod("a", cluster.podClass(Small.tiny()), 0, 0);

        assertThat(gangs.permit(pod)).containsExactly(pod);
    }

    @Test
    void members_wait_until_there_are_enough_and_then_start_together() {
        Pod a = member("a", "g", 3);
        Pod b = member("b", "g", 3);
        Pod c = member("c", "g", 3);
        Pod other = member("d", "h", 2);

        assertThat(gangs.permit(a)).isEmpty();
        assertThat(gangs.permit(other)).isEmpty();
        assertThat(gangs.permit(b)).isEmpty();
        assertThat(gangs.waits(a)).isTrue();
        assertThat(gangs.permit(c)).containsExactly(a, b, c);
        assertThat(gangs.waits(a)).isFalse();
        assertThat(gangs.waits(other)).isTrue();
    }

    @Test
    void a_member_that_comes_back_counts_those_that_still_run() {
        Pod a = member("a", "g", 2);
        Pod b = member("b", "g", 2);
        gangs.permit(a);
        gangs.permit(b);

        gangs.gone(b);

        assertThat(gangs.permit(b)).containsExactly(b);
    }

    @Test
    void when_one_gives_up_all_that_wait_do() {
        Pod a = member("a", "g", 3);
        Pod b = member("b", "g", 3);
        gangs.permit(a);
        gangs.permit(b);

        assertThat(gangs.giveUp(b)).containsExactly(a, b);
        assertThat(gangs.giveUp(a)).isEmpty();
        assertThat(gangs.permit(a)).isEmpty();
    }
}

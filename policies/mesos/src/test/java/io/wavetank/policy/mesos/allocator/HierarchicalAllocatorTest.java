package io.wavetank.policy.mesos.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.resource.Amount;
import io.wavetank.policy.mesos.resource.Limits;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Scalar;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the recorded cases leave out, worked out by hand from the rules. */
final class HierarchicalAllocatorTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> made = new ArrayList<>();
    private final HierarchicalAllocator allocator = new HierarchicalAllocator(
            AllocatorOptions.DEFAULT,
            new Draws(1, 0),
            offer -> offer.resources()
                    .forEach((role, agents) -> agents.forEach((agent, resources) ->
                            made.add(offer.framework() + "/" + role + "@" + agent + " " + resources))));

    private static ResourceBag bag(double cpus, double mem) {
        return ResourceBag.of(Resource.scalar("cpus", cpus), Resource.scalar("mem", mem));
    }

    private void agent(String id, ResourceBag total) {
        allocator.addAgent(new AgentSpec(id, total), new TreeMap<>());
        allocator.settle();
    }

    private void framework(String id, String role, Capability... more) {
        Set<Capability> knows = EnumSet.of(Capability.MULTI_ROLE, more);
        allocator.addFramework(
                new FrameworkSpec(id, new TreeSet<>(Set.of(role)), knows, Map.of()), new TreeMap<>(), true, Set.of());
        allocator.settle();
    }

    private List<String> taken() {
        var copy = List.copyOf(made);
        made.clear();
        return copy;
    }

    @Test
    void agents_with_gpus_are_kept_for_those_who_use_them() {
        agent("a", bag(1, 100).plus(ResourceBag.of(Resource.scalar("gpus", 1))));
        framework("plain", "r");
        assertThat(taken()).isEmpty();

        framework("learner", "r", Capability.GPU_RESOURCES);
        assertThat(taken()).containsExactly("learner/r@a cpus:1; mem:100; gpus:1");
    }

    @Test
    void agents_of_another_region_are_kept_for_those_who_know_regions() {
        allocator.addAgent(new AgentSpec("far", bag(1, 100), Capability.all(), "moon"), new TreeMap<>());
        framework("plain", "r");
        assertThat(taken()).isEmpty();

        framework("traveller", "r", Capability.REGION_AWARE);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void what_is_revocable_or_refined_goes_to_those_who_know_it() {
        Resource revocable = new Resource("cpus", Scalar.of(2), List.of(), false, true, "", false, 1, "");
        agent(
                "a",
                ResourceBag.of(
                        revocable, Resource.scalar("mem", 100).reservedFor("r", "r/x"), Resource.scalar("mem", 50)));
        framework("plain", "r/x");
        assertThat(taken()).containsExactly("plain/r/x@a mem:50");

        framework("expert", "r/x", Capability.REVOCABLE_RESOURCES, Capability.RESERVATION_REFINEMENT);
        assertThat(taken()).containsExactly("expert/r/x@a cpus{revocable}:2; mem(r > r/x):100");
    }

    @Test
    void a_limit_bounds_what_is_offered_and_not_what_is_reserved() {
        allocator.updateQuota("r", new Quota(Quantities.NONE, Limits.of(Map.of("cpus", 3_000L))));
        framework("f", "r");
        agent(
                "a",
                ResourceBag.of(
                        Resource.scalar("cpus", 8), Resource.scalar("cpus", 1).reservedFor("r")));

        assertThat(taken()).containsExactly("f/r@a cpus(r):1; cpus:2");
    }

    @Test
    void ports_come_with_the_guarantee_and_the_headroom_is_kept() {
        allocator.updateQuota("q", new Quota(Quantities.of(Map.of("cpus", 1_000L)), Limits.NONE));
        allocator.updateQuota("absent", new Quota(Quantities.of(Map.of("cpus", 2_000L)), Limits.NONE));
        framework("f", "q");
        agent("a", bag(4, 100).plus(ResourceBag.of(Resource.of("ports", Amount.parse("[31000-32000]")))));

        assertThat(taken()).containsExactly("f/q@a cpus:2; ports:[31000-32000]; mem:100");
    }

    @Test
    void a_shared_volume_is_offered_though_it_is_in_use_but_once_a_round() {
        Resource volume = new Resource("disk", Scalar.of(100), List.of("r"), true, false, "v", true, 1, "");
        agent("a", bag(2, 100).plus(ResourceBag.of(volume)));
        framework("f", "r", Capability.SHARED_RESOURCES);
        assertThat(taken()).containsExactly("f/r@a disk(r)[v]:100; cpus:2; mem:100");

        allocator.recoverResources("f", "a", bag(2, 100).allocatedTo("r"), null);
        framework("g", "r", Capability.SHARED_RESOURCES);
        assertThat(taken()).containsExactly("g/r@a disk(r)[v]:100; cpus:2; mem:100");
    }

    @Test
    void a_filter_keeps_back_parts_of_what_was_refused_and_lets_more_through() {
        framework("f", "r");
        agent("a", bag(2, 100));
        allocator.recoverResources("f", "a", bag(2, 100).allocatedTo("r"), RefuseTime.ofSeconds(3600));
        taken();

        allocator.advanceTo(SECOND);
        assertThat(taken()).isEmpty();
        assertThat(allocator.filteredFor("f")).isEqualTo(1);

        allocator.updateAgentTotal("a", bag(3, 100));
        allocator.settle();
        assertThat(taken()).containsExactly("f/r@a cpus:3; mem:100");
    }

    @Test
    void a_revival_forgets_filters_and_an_inactive_framework_gets_nothing() {
        framework("f", "r");
        agent("a", bag(2, 100));
        allocator.recoverResources("f", "a", bag(2, 100).allocatedTo("r"), RefuseTime.ofSeconds(3600));
        taken();
        allocator.reviveOffers("f", new TreeSet<>());
        allocator.settle();
        assertThat(taken()).hasSize(1);

        allocator.deactivateFramework("f");
        allocator.recoverResources("f", "a", bag(2, 100).allocatedTo("r"), null);
        allocator.advanceTo(SECOND);
        assertThat(taken()).isEmpty();
        allocator.activateFramework("f");
        allocator.settle();
        assertThat(taken()).hasSize(1);
    }

    @Test
    void what_is_too_little_is_not_offered() {
        framework("f", "r");
        agent("a", ResourceBag.of(Resource.scalar("cpus", 0.009), Resource.scalar("mem", 31)));
        agent("b", ResourceBag.of(Resource.scalar("cpus", 0.01)));
        agent("c", ResourceBag.of(Resource.scalar("mem", 32)));

        assertThat(taken()).containsExactly("f/r@b cpus:0.01", "f/r@c mem:32");
    }

    @Test
    void a_framework_that_leaves_frees_what_it_held() {
        framework("f", "r");
        agent("a", bag(2, 100));
        framework("g", "r");
        taken();

        allocator.removeFramework("f");
        allocator.advanceTo(SECOND);

        assertThat(taken()).containsExactly("g/r@a cpus:2; mem:100");
    }

    @Test
    void a_reservation_made_from_an_offer_belongs_to_the_agent_from_then_on() {
        framework("f", "r");
        agent("a", bag(2, 100));
        ResourceBag reserved = ResourceBag.of(Resource.scalar("cpus", 2).reservedFor("r"), Resource.scalar("mem", 100));
        allocator.updateAllocation("f", "a", bag(2, 100).allocatedTo("r"), reserved.allocatedTo("r"));
        allocator.recoverResources("f", "a", reserved.allocatedTo("r"), RefuseTime.DEFAULT);
        taken();

        framework("g", "s");

        assertThat(taken()).containsExactly("g/s@a mem:100");
    }

    @Test
    void nothing_is_offered_while_rounds_are_held_up() {
        framework("f", "r");
        allocator.pause();
        agent("a", bag(2, 100));
        assertThat(taken()).isEmpty();

        allocator.resume();
        allocator.advanceTo(SECOND);
        assertThat(taken()).hasSize(1);
    }
}

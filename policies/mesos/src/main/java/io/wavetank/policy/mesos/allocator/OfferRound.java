package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Shrink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One round of allocation over some agents, in two stages, each in a random order of its own.
 *
 * <p>The first stage serves roles whose guarantees are not met: an agent's unreserved scalars up to what is missing, and with them the role's
 * own reservations, everything that is no scalar or is revocable, and more scalars within the limits and the headroom. The second serves all
 * roles: what is reserved, no scalar, or revocable without condition, unreserved scalars within the limits and the headroom. The headroom is
 * what is left over the sum of all unmet guarantees. An agent's free part goes whole to the first framework in order that may have it.
 */
final class OfferRound {
    private final AllocatorState state;
    private final AllocationCounts counts;
    private final Map<String, Quantities> consumed = new TreeMap<>();
    private final Map<String, ResourceBag> sharedOffered = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, SortedMap<String, ResourceBag>>> offers = new TreeMap<>();
    private Quantities requiredHeadroom = Quantities.NONE;
    private Quantities availableHeadroom;
    private boolean guaranteed;

    OfferRound(AllocatorState state, AllocationCounts counts) {
        this.state = state;
        this.counts = counts;
        for (Role role : state.roles().root().children.values()) {
            if (role.quota.isSet()) {
                consumed.put(role.path, role.quotaConsumed());
            }
            guaranteed |= !role.quota.guarantees().isEmpty();
            requiredHeadroom = requiredHeadroom.plus(role.quota.guarantees().minus(consumedBy(role.path)));
        }
        this.availableHeadroom = unreservedAndFree();
    }

    /** All that nobody holds and that is neither reserved nor revocable. */
    private Quantities unreservedAndFree() {
        Role root = state.roles().root();
        Quantities free = state.roleSorter()
                .totalScalars()
                .minus(state.roleSorter().allocatedScalars())
                .minus(root.reserved.minus(Quantities.of(root.held.reserved())));
        for (Agent agent : state.agents().values()) {
            free = free.minus(Quantities.of(agent.available().filter(Resource::revocable)));
        }
        return free;
    }

    private Quantities consumedBy(String role) {
        return consumed.getOrDefault(role, Quantities.NONE);
    }

    /** Runs both stages. */
    List<Offer> run(Iterable<String> agents, long number) {
        if (guaranteed) {
            for (String agent : state.shuffled(agents, "first stage", number)) {
                guarantees(state.agent(agent));
            }
        }
        for (String agent : state.shuffled(agents, "second stage", number)) {
            rest(state.agent(agent));
        }
        var made = new ArrayList<Offer>();
        offers.forEach((framework, resources) -> made.add(new Offer(framework, resources)));
        return made;
    }

    private void guarantees(Agent agent) {
        if (agent.available().isEmpty()) {
            return;
        }
        for (String role : state.roleSorter().sort()) {
            Quota quota = state.roles().quota(role);
            if (quota.guarantees().isEmpty()) {
                continue;
            }
            if (agent.available().isEmpty()) {
                return;
            }
            for (String framework : state.frameworkSorter(role).sort()) {
                Quantities missing = quota.guarantees().minus(consumedBy(role));
                if (missing.isEmpty()) {
                    break;
                }
                offerGuarantees(agent, role, state.framework(framework), missing, quota);
            }
        }
    }

    private void offerGuarantees(Agent agent, String role, Framework framework, Quantities missing, Quota quota) {
        ResourceBag available = availableFor(agent, role, framework);
        ResourceBag unreserved = available.filter(OfferRound::countsAgainstQuota);
        ResourceBag guaranteed = Shrink.to(unreserved, missing);
        if (guaranteed.isEmpty()) {
            return;
        }
        ResourceBag more = withinHeadroom(Shrink.to(
                unreserved.minus(guaranteed),
                quota.limits().minus(consumedBy(role)).minus(Quantities.of(guaranteed))));
        ResourceBag free = available.filter(
                each -> each.reserved() ? each.reservationRole().equals(role) : !countsAgainstQuota(each));
        if (offer(agent, role, framework, guaranteed.plus(free).plus(more))) {
            Quantities taken = Quantities.of(guaranteed.plus(more));
            consume(role, taken);
            requiredHeadroom = requiredHeadroom.minus(Quantities.of(guaranteed));
            availableHeadroom = availableHeadroom.minus(taken);
        }
    }

    private void rest(Agent agent) {
        if (agent.available().isEmpty()) {
            return;
        }
        for (String role : state.roleSorter().sort()) {
            if (agent.available().isEmpty()) {
                return;
            }
            Quota quota = state.roles().quota(role);
            for (String framework : state.frameworkSorter(role).sort()) {
                offerRest(agent, role, state.framework(framework), quota);
            }
        }
    }

    private void offerRest(Agent agent, String role, Framework framework, Quota quota) {
        ResourceBag available = availableFor(agent, role, framework);
        ResourceBag scalars = withinHeadroom(Shrink.to(
                available.filter(OfferRound::countsAgainstQuota), quota.limits().minus(consumedBy(role))));
        ResourceBag free = available.filter(each -> !countsAgainstQuota(each));
        if (offer(agent, role, framework, free.plus(scalars))) {
            Quantities taken = Quantities.of(scalars);
            if (quota.isSet()) {
                consume(role, taken);
            }
            availableHeadroom = availableHeadroom.minus(taken);
        }
    }

    private static boolean countsAgainstQuota(Resource resource) {
        return resource.isScalar() && !resource.reserved() && !resource.revocable();
    }

    private ResourceBag withinHeadroom(ResourceBag scalars) {
        return requiredHeadroom.isEmpty() || scalars.isEmpty()
                ? scalars
                : Shrink.to(scalars, availableHeadroom.minus(requiredHeadroom));
    }

    private void consume(String role, Quantities taken) {
        for (String path = role; !path.isEmpty(); path = parent(path)) {
            consumed.merge(path, taken, Quantities::plus);
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** What is free on the agent for the role, as far as the framework can handle it; nothing if it is too little or not for it. */
    private ResourceBag availableFor(Agent agent, String role, Framework framework) {
        ResourceBag available = agent.available()
                .filter(each -> each.allocatableTo(role))
                .minus(sharedOffered.getOrDefault(agent.id(), ResourceBag.EMPTY));
        if (!offerable(available, role, framework) || !mayReceive(framework.spec(), agent)) {
            return ResourceBag.EMPTY;
        }
        FrameworkSpec spec = framework.spec();
        return available.filter(each -> (spec.has(Capability.SHARED_RESOURCES) || !each.shared())
                && (spec.has(Capability.REVOCABLE_RESOURCES) || !each.revocable())
                && (spec.has(Capability.RESERVATION_REFINEMENT)
                        || each.reservations().size() <= 1));
    }

    private boolean mayReceive(FrameworkSpec framework, Agent agent) {
        boolean gpus = !state.options().keepsGpusBack() || framework.has(Capability.GPU_RESOURCES) || !agent.hasGpus();
        String region = agent.spec().region();
        boolean near = region.isEmpty() || region.equals(state.options().region());
        return gpus && (near || framework.has(Capability.REGION_AWARE));
    }

    private boolean offerable(ResourceBag resources, String role, Framework framework) {
        if (resources.isEmpty()) {
            return false;
        }
        List<Quantities> least = framework
                .spec()
                .minimalOffers()
                .getOrDefault(role, state.options().minimalOffers());
        if (least.isEmpty()) {
            return true;
        }
        Quantities there = Quantities.of(resources);
        return least.stream().anyMatch(there::contains);
    }

    /** Makes an offer unless it is too small or filtered; says whether it was made. */
    private boolean offer(Agent agent, String role, Framework framework, ResourceBag resources) {
        if (!offerable(resources, role, framework) || old(agent, role, framework)) {
            return false;
        }
        if (framework.filters(role, agent.id(), resources)) {
            counts.filtered(framework.id());
            return false;
        }
        counts.offered(framework.id());
        ResourceBag allocated = resources.allocatedTo(role);
        offers.computeIfAbsent(framework.id(), key -> new TreeMap<>())
                .computeIfAbsent(role, key -> new TreeMap<>())
                .merge(agent.id(), allocated, ResourceBag::plus);
        sharedOffered.merge(agent.id(), resources.shared(), ResourceBag::plus);
        agent.take(framework.id(), allocated);
        state.trackAllocated(agent.id(), framework.id(), allocated);
        return true;
    }

    /** Whether the agent is too old for a framework of several roles, or for a role below another. */
    private static boolean old(Agent agent, String role, Framework framework) {
        var knows = agent.spec().capabilities();
        return (framework.spec().has(Capability.MULTI_ROLE) && !knows.contains(Capability.MULTI_ROLE))
                || (role.contains("/") && !knows.contains(Capability.HIERARCHICAL_ROLE));
    }
}

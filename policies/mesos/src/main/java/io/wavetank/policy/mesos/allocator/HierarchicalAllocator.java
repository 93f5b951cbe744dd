package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.sorter.Sorter;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hierarchical allocator of Mesos: keeps agents, frameworks, roles and quotas, and offers what is free.
 *
 * <p>It is told of changes and of the time; a change that calls for a round of allocation only notes which agents it is about, and
 * {@link #settle} holds the round. A new agent and a changed one call for one over that agent; a new or reactivated framework, a revival and
 * the end of each interval for one over all agents; nothing else does.
 *
 * <p>Source: {@code HierarchicalAllocatorProcess} of Apache Mesos, as recorded (2024-08); see this family's README.
 */
public final class HierarchicalAllocator {
    private final AllocatorState state;
    private final AllocatorTimers timers;
    private final Consumer<Offer> offered;
    private final AllocationCounts counts = new AllocationCounts();
    private final SortedSet<String> candidates = new TreeSet<>();
    private @Nullable Set<String> whitelist;
    private boolean roundWanted;
    private boolean paused;
    private long rounds;
    private boolean changed = true;

    /**
     * Sets up an allocator that knows of nothing.
     *
     * @param options how
     * @param draws its chance: the order of the agents in each stage of each round, and of clients under a random order
     * @param offered takes the offers, in the order of the frameworks' names
     */
    public HierarchicalAllocator(AllocatorOptions options, Draws draws, Consumer<Offer> offered) {
        this.state = new AllocatorState(options, draws);
        this.timers = new AllocatorTimers(options.intervalNanos());
        this.offered = offered;
    }

    /** Adds an agent; what frameworks use of it already says to which roles it is allocated. */
    public void addAgent(AgentSpec spec, SortedMap<String, ResourceBag> used) {
        if (state.agents().containsKey(spec.id())) {
            throw new IllegalArgumentException("There is an agent '" + spec.id() + "' already");
        }
        state.putAgent(new Agent(spec, used));
        state.addTotal(spec.id(), spec.total());
        used.forEach((framework, resources) -> {
            if (state.frameworks().containsKey(framework)) {
                state.trackAllocated(spec.id(), framework, resources);
            }
        });
        want(Set.of(spec.id()));
    }

    /** Removes an agent with all that is held on it. */
    public void removeAgent(String id) {
        Agent agent = state.agent(id);
        agent.held().forEach((framework, resources) -> {
            if (state.frameworks().containsKey(framework)) {
                state.untrackAllocated(id, framework, resources);
            }
        });
        state.removeTotal(id, agent.total());
        state.dropAgent(id);
        candidates.remove(id);
        state.frameworks().values().forEach(each -> each.removeFiltersOf(id));
        changed = true;
    }

    /** Changes what an agent offers. */
    public void updateAgentTotal(String id, ResourceBag total) {
        Agent agent = state.agent(id);
        if (!agent.total().same(total)) {
            state.removeTotal(id, agent.total());
            agent.updateTotal(total);
            state.addTotal(id, total);
            want(Set.of(id));
        }
    }

    /** Switches offers of an agent on or off. */
    public void setAgentActive(String id, boolean active) {
        state.agent(id).setActive(active);
        changed = true;
    }

    /** Adds a framework; {@code used} is what it holds, by agent, on agents that said so before it came. */
    public void addFramework(
            FrameworkSpec spec, SortedMap<String, ResourceBag> used, boolean active, Set<String> suppressedRoles) {
        if (state.frameworks().containsKey(spec.id())) {
            throw new IllegalArgumentException("There is a framework '" + spec.id() + "' already");
        }
        state.frameworks().put(spec.id(), new Framework(spec, suppressedRoles, active));
        for (String role : spec.roles()) {
            state.trackFramework(spec.id(), role);
            if (!suppressedRoles.contains(role)) {
                state.frameworkSorter(role).activate(spec.id());
            }
        }
        used.forEach((agent, resources) -> {
            if (state.agents().containsKey(agent)) {
                state.trackAllocated(agent, spec.id(), resources);
            }
        });
        if (active) {
            wantAll();
        } else {
            deactivateFramework(spec.id());
        }
    }

    /** Removes a framework; what it held is free. */
    public void removeFramework(String id) {
        Framework framework = state.framework(id);
        for (Agent agent : state.agents().values()) {
            agent.giveBack(id, agent.heldBy(id));
        }
        for (String role : framework.spec().roles()) {
            Sorter sorter = state.findFrameworkSorter(role);
            if (sorter != null && sorter.contains(id)) {
                new TreeMap<>(sorter.allocation(id))
                        .forEach((agent, resources) -> state.untrackAllocated(agent, id, resources));
                state.tryUntrackFramework(id, role);
            }
        }
        state.frameworks().remove(id);
        changed = true;
    }

    /** Lets a framework have offers again, except in the roles that it suppressed. */
    public void activateFramework(String id) {
        Framework framework = state.framework(id);
        framework.setActive(true);
        for (String role : framework.spec().roles()) {
            if (!framework.suppressed(role)) {
                state.frameworkSorter(role).activate(id);
            }
        }
        wantAll();
    }

    /** Makes no more offers to a framework, whose filters are forgotten; what it holds it keeps. */
    public void deactivateFramework(String id) {
        Framework framework = state.framework(id);
        framework.spec().roles().forEach(role -> state.frameworkSorter(role).deactivate(id));
        framework.setActive(false);
        framework.removeFilters();
        changed = true;
    }

    /** Makes no more offers to a framework in some roles, all of its own if none is named. */
    public void suppressOffers(String id, SortedSet<String> roles) {
        Framework framework = state.framework(id);
        for (String role : roles.isEmpty() ? framework.spec().roles() : roles) {
            state.frameworkSorter(role).deactivate(id);
            framework.suppress(role);
        }
        changed = true;
    }

    /** Makes offers to a framework in some roles again, all of its own if none is named, and forgets its filters there. */
    public void reviveOffers(String id, SortedSet<String> roles) {
        Framework framework = state.framework(id);
        for (String role : roles.isEmpty() ? framework.spec().roles() : roles) {
            framework.revive(role);
            state.frameworkSorter(role).activate(id);
        }
        wantAll();
    }

    /**
     * Takes back what was offered or allocated.
     *
     * @param resources what, allocated to one role
     * @param filter for how long nothing that is part of it is to be offered to the framework, in the role, on the agent again, or null
     */
    public void recoverResources(String framework, String agent, ResourceBag resources, @Nullable RefuseTime filter) {
        Agent on = state.findAgent(agent);
        Framework from = state.frameworks().get(framework);
        if (resources.isEmpty() || on == null || from == null) {
            return;
        }
        List<String> roles = AllocatorState.rolesOf(resources);
        if (roles.size() != 1) {
            throw new IllegalArgumentException("Resources of one role at a time are recovered, not of " + roles);
        }
        String role = roles.get(0);
        on.giveBack(framework, resources);
        Sorter sorter = state.findFrameworkSorter(role);
        if (sorter != null && sorter.contains(framework)) {
            state.untrackAllocated(agent, framework, resources);
        }
        if (filter != null && filter.nanos() > 0) {
            from.add(timers.install(framework, role, agent, resources.allocatedTo(""), filter));
        }
        changed = true;
    }

    /** Turns what a framework holds on an agent into something else, such as a reservation or a volume; the agent has it so from now on. */
    public void updateAllocation(String framework, String agent, ResourceBag before, ResourceBag after) {
        Agent on = state.agent(agent);
        String role = AllocatorState.rolesOf(before).get(0);
        on.giveBack(framework, before);
        on.take(framework, after);
        state.roles().untrackHeld(role, before);
        state.roles().trackHeld(role, after);
        state.frameworkSorter(role).update(framework, agent, before, after);
        state.roleSorter().update(role, agent, before, after);
        ResourceBag total = on.total().minus(before.allocatedTo("")).plus(after.allocatedTo(""));
        state.removeTotal(agent, on.total());
        on.updateTotal(total);
        state.addTotal(agent, total);
        changed = true;
    }

    /** Sets what a top-level role is promised and bounded by. */
    public void updateQuota(String role, Quota quota) {
        state.roles().get(role).quota = quota;
        changed = true;
    }

    /** Sets the weight of a role. */
    public void updateWeight(String role, double weight) {
        state.roleSorter().updateWeight(role, weight);
        changed = true;
    }

    /** Offers only these agents; null offers all. */
    public void updateWhitelist(@Nullable Set<String> agents) {
        whitelist = agents == null ? null : Set.copyOf(agents);
        changed = true;
    }

    /** Holds no rounds until {@link #resume}. */
    public void pause() {
        paused = true;
    }

    /** Holds rounds again from the next that is called for. */
    public void resume() {
        paused = false;
    }

    private void wantAll() {
        want(state.agents().keySet());
    }

    private void want(Set<String> agents) {
        changed = true;
        if (!paused) {
            candidates.addAll(agents);
            roundWanted = true;
        }
    }

    /** Holds the round that was called for, if any. */
    public void settle() {
        if (!roundWanted || paused) {
            return;
        }
        roundWanted = false;
        boolean all = candidates.size() == state.agents().size();
        var agents = candidates.stream().filter(this::offerable).toList();
        candidates.clear();
        List<Offer> made = new OfferRound(state, counts).run(agents, rounds++);
        changed = !all || !made.isEmpty();
        made.forEach(offered);
    }

    private boolean offerable(String agent) {
        return (whitelist == null || whitelist.contains(agent))
                && state.agent(agent).active();
    }

    /**
     * Lets the time go on to {@code nowNanos}: what is called for is settled, then filters end and the interval comes round, each in the order
     * of its time and, at one time, of its making.
     *
     * <p>The interval comes round at most once a call, and the next is counted from {@code nowNanos}.
     */
    public void advanceTo(long nowNanos) {
        settle();
        timers.advanceTo(nowNanos, this::expire, () -> {
            wantAll();
            settle();
        });
    }

    /** Leaves out the rounds before {@code nowNanos} that nobody asked for, since they could come to nothing ({@link #worthAnotherRound}). */
    public void catchUp(long nowNanos) {
        timers.catchUp(nowNanos, this::expire);
    }

    private void expire(OfferFilter filter) {
        Framework framework = state.frameworks().get(filter.framework());
        if (framework != null && framework.remove(filter)) {
            changed = true;
        }
    }

    /** Whether another round over all agents could come to anything: something has changed since the last that made no offer. */
    public boolean worthAnotherRound() {
        return changed;
    }

    /** When the interval comes round next, in nanoseconds. */
    public long nextRoundNanos() {
        return timers.nextRoundNanos();
    }

    /** When the next filter ends, in nanoseconds; {@link Long#MAX_VALUE} if there is none. */
    public long nextExpiryNanos() {
        return timers.nextExpiryNanos();
    }

    /** How many rounds were held. */
    public long rounds() {
        return rounds;
    }

    /** How many offers were made to a framework, an agent's part each. */
    public long offersTo(String framework) {
        return counts.offersTo(framework);
    }

    /** How often a filter of its own kept an offer from a framework. */
    public long filteredFor(String framework) {
        return counts.filteredFor(framework);
    }

    /** What a framework holds on an agent, offered or allocated. */
    public ResourceBag heldBy(String framework, String agent) {
        Agent on = state.findAgent(agent);
        return on == null ? ResourceBag.EMPTY : on.heldBy(framework);
    }

    /** The roles that a framework asks for offers in. */
    public SortedSet<String> rolesOf(String framework) {
        return state.framework(framework).spec().roles();
    }

    /** The largest part that each role holds of any one resource, offers included. */
    public SortedMap<String, Double> dominantShares() {
        return state.dominantShares();
    }

    /** What all agents offer. */
    public Quantities totalScalars() {
        return state.roleSorter().totalScalars();
    }
}

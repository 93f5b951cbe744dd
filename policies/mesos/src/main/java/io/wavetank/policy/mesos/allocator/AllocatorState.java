package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesos.resource.Resource;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.sorter.DominantShareOrder;
import io.wavetank.policy.mesos.sorter.RandomOrder;
import io.wavetank.policy.mesos.sorter.Sorter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The allocator's books: agents, frameworks, the tree of roles, and the sorters of roles and of each role's frameworks. */
final class AllocatorState {
    private final AllocatorOptions options;
    private final Draws draws;
    private final Sorter roleSorter;
    private final SortedMap<String, Sorter> frameworkSorters = new TreeMap<>();
    private final RoleTree roles = new RoleTree();
    private final SortedMap<String, Agent> agents = new TreeMap<>();
    /** The same, found at once. */
    private final Map<String, Agent> agentsByName = new HashMap<>();

    private final SortedMap<String, Framework> frameworks = new TreeMap<>();
    private long sortersMade;

    AllocatorState(AllocatorOptions options, Draws draws) {
        this.options = options;
        this.draws = draws;
        this.roleSorter = sorter(options.roleOrder());
    }

    private Sorter sorter(AllocatorOptions.Order order) {
        return order == AllocatorOptions.Order.DRF
                ? DominantShareOrder.sorter(options.fairnessExclude())
                : RandomOrder.sorter(draws.stream("sorter-" + sortersMade++));
    }

    AllocatorOptions options() {
        return options;
    }

    Sorter roleSorter() {
        return roleSorter;
    }

    RoleTree roles() {
        return roles;
    }

    /** The agents in the order of their names; not to be changed. */
    SortedMap<String, Agent> agents() {
        return Collections.unmodifiableSortedMap(agents);
    }

    @Nullable
    Agent findAgent(String id) {
        return agentsByName.get(id);
    }

    void putAgent(Agent agent) {
        agents.put(agent.id(), agent);
        agentsByName.put(agent.id(), agent);
    }

    void dropAgent(String id) {
        agents.remove(id);
        agentsByName.remove(id);
    }

    SortedMap<String, Framework> frameworks() {
        return frameworks;
    }

    @Nullable
    Sorter findFrameworkSorter(String role) {
        return frameworkSorters.get(role);
    }

    Sorter frameworkSorter(String role) {
        Sorter sorter = frameworkSorters.get(role);
        if (sorter == null) {
            throw new IllegalArgumentException("No framework was ever in role '" + role + "'");
        }
        return sorter;
    }

    Framework framework(String id) {
        Framework framework = frameworks.get(id);
        if (framework == null) {
            throw new IllegalArgumentException("There is no framework '" + id + "'");
        }
        return framework;
    }

    Agent agent(String id) {
        Agent agent = agentsByName.get(id);
        if (agent == null) {
            throw new IllegalArgumentException("There is no agent '" + id + "'");
        }
        return agent;
    }

    void addTotal(String agent, ResourceBag total) {
        roles.trackReservations(total);
        roleSorter.addAgent(agent, total);
        frameworkSorters.values().forEach(each -> each.addAgent(agent, total));
    }

    void removeTotal(String agent, ResourceBag total) {
        roles.untrackReservations(total);
        roleSorter.removeAgent(agent, total);
        frameworkSorters.values().forEach(each -> each.removeAgent(agent, total));
    }

    /** Enters a framework under a role, inactive; the first of a role brings the role into the order of roles. */
    void trackFramework(String framework, String role) {
        Role node = roles.get(role);
        if (node.frameworks.isEmpty()) {
            roleSorter.add(role);
            roleSorter.activate(role);
            Sorter sorter = sorter(options.frameworkOrder());
            agents.values().forEach(each -> sorter.addAgent(each.id(), each.total()));
            frameworkSorters.put(role, sorter);
        }
        node.frameworks.add(framework);
        frameworkSorter(role).add(framework);
    }

    /** Takes a framework out of a role unless it still holds something there. */
    void tryUntrackFramework(String framework, String role) {
        Sorter sorter = frameworkSorter(role);
        if (!sorter.allocation(framework).isEmpty()) {
            return;
        }
        Role node = roles.get(role);
        node.frameworks.remove(framework);
        sorter.remove(framework);
        if (node.frameworks.isEmpty()) {
            roleSorter.remove(role);
            frameworkSorters.remove(role);
        }
    }

    /** The roles that resources are allocated to, in order. */
    static List<String> rolesOf(ResourceBag resources) {
        List<Resource> all = resources.resources();
        String sole = all.isEmpty() ? "" : all.get(0).role();
        boolean one = !all.isEmpty();
        for (int i = 1; i < all.size() && one; i++) {
            one = all.get(i).role().equals(sole);
        }
        if (one) {
            return List.of(sole);
        }
        var found = new TreeSet<String>();
        for (Resource each : resources.resources()) {
            found.add(each.role());
        }
        return List.copyOf(found);
    }

    void trackAllocated(String agent, String framework, ResourceBag allocated) {
        for (String role : rolesOf(allocated)) {
            ResourceBag part = allocated.filter(each -> each.role().equals(role));
            if (!roles.get(role).frameworks.contains(framework)) {
                trackFramework(framework, role);
            }
            roles.trackHeld(role, part);
            roleSorter.allocated(role, agent, part);
            frameworkSorter(role).allocated(framework, agent, part);
        }
    }

    void untrackAllocated(String agent, String framework, ResourceBag allocated) {
        for (String role : rolesOf(allocated)) {
            ResourceBag part = allocated.filter(each -> each.role().equals(role));
            roles.untrackHeld(role, part);
            frameworkSorter(role).unallocated(framework, agent, part);
            roleSorter.unallocated(role, agent, part);
            Framework known = frameworks.get(framework);
            if (known != null && !known.spec().roles().contains(role)) {
                tryUntrackFramework(framework, role);
            }
        }
    }

    /** Shuffles names by draws of a stage of a run. */
    List<String> shuffled(Iterable<String> names, String stage, long run) {
        var list = new ArrayList<String>();
        names.forEach(list::add);
        Draws chance = draws.stream(stage);
        for (int i = list.size() - 1; i > 0; i--) {
            int j = chance.below(i + 1, run, i);
            String swapped = list.get(i);
            list.set(i, list.get(j));
            list.set(j, swapped);
        }
        return list;
    }

    /** What each role holds at most of any one resource, as a part of all; roles without frameworks are left out. */
    SortedMap<String, Double> dominantShares() {
        var shares = new TreeMap<String, Double>();
        for (Map.Entry<String, Sorter> each : frameworkSorters.entrySet()) {
            shares.put(each.getKey(), roleSorter.dominantShare(each.getKey()));
        }
        return shares;
    }
}

package io.wavetank.policy.mesos.master;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which agents and frameworks the leading master knows, and which of their tasks ended while it did not: agents tell of those as soon as both
 * agent and framework are known.
 */
final class Members {
    /** A task that ended, its place in the order of submission, and what it held. */
    record Untold(int task, long sequence, Books.Given given) {}

    private final BitSet agents = new BitSet();
    private final BitSet frameworks = new BitSet();
    private final List<Untold> untold = new ArrayList<>();

    void clear() {
        agents.clear();
        frameworks.clear();
    }

    void addAgent(int node) {
        agents.set(node);
    }

    void removeAgent(int node) {
        agents.clear(node);
    }

    void addFramework(int framework) {
        frameworks.set(framework);
    }

    void removeFramework(int framework) {
        frameworks.clear(framework);
    }

    /** A framework is given up: takes away the ends of its tasks that it has not been told of. */
    List<Untold> takeUntold(int framework) {
        List<Untold> taken = new ArrayList<>();
        for (Iterator<Untold> rest = untold.iterator(); rest.hasNext(); ) {
            Untold each = rest.next();
            if (each.given().framework() == framework) {
                rest.remove();
                taken.add(each);
            }
        }
        return taken;
    }

    boolean agent(int node) {
        return agents.get(node);
    }

    boolean framework(int framework) {
        return frameworks.get(framework);
    }

    int agents() {
        return agents.cardinality();
    }

    boolean knows(Books.Given given) {
        return agent(given.node()) && framework(given.framework());
    }

    void keepUntold(int task, long sequence, Books.Given given) {
        untold.add(new Untold(task, sequence, given));
    }

    /** Hands over the ends of tasks of which master, agent and framework can now hear. */
    void tell(Consumer<Untold> ended) {
        for (Iterator<Untold> rest = untold.iterator(); rest.hasNext(); ) {
            Untold each = rest.next();
            if (knows(each.given())) {
                rest.remove();
                ended.accept(each);
            }
        }
    }

    /** What agents say that frameworks use of them, by the numbers of agents and frameworks: tasks, and those whose end is still to be told. */
    SortedMap<Integer, SortedMap<Integer, ResourceBag>> used(Collection<Books.Given> tasks) {
        SortedMap<Integer, SortedMap<Integer, ResourceBag>> used = new TreeMap<>();
        tasks.forEach(each -> add(each, used));
        untold.forEach(each -> add(each.given(), used));
        return used;
    }

    private static void add(Books.Given given, SortedMap<Integer, SortedMap<Integer, ResourceBag>> used) {
        used.computeIfAbsent(given.node(), node -> new TreeMap<>())
                .merge(given.framework(), given.resources(), ResourceBag::plus);
    }

    List<Untold> untold() {
        return List.copyOf(untold);
    }
}

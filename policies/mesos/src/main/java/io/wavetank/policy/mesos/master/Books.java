package io.wavetank.policy.mesos.master;

import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the master has given out: offers that wait for an answer, tasks, and what greedy frameworks keep beside their tasks. */
final class Books {
    /**
     * Something given to a framework on an agent.
     *
     * @param framework the framework's number
     * @param node the agent's number
     * @param resources what, allocated to the framework's role
     */
    record Given(int framework, int node, ResourceBag resources) {}

    private final Map<Long, Given> offers = new HashMap<>();
    private final Map<Integer, Given> tasks = new HashMap<>();
    private final TreeMap<Long, Given> kept = new TreeMap<>();
    private long offersMade;

    long offer(int framework, int node, ResourceBag resources) {
        long id = offersMade++;
        offers.put(id, new Given(framework, node, resources));
        return id;
    }

    @Nullable
    Given takeOffer(long id) {
        return offers.remove(id);
    }

    void launch(int task, Given given) {
        tasks.put(task, given);
    }

    /** The tasks that agents know of, by number. */
    SortedMap<Integer, Given> tasks() {
        return new TreeMap<>(tasks);
    }

    /** The master is lost: what was offered and kept is nobody's; agents know their tasks. */
    void forgetOffers() {
        offers.clear();
        kept.clear();
    }

    /** A framework is not connected any more: takes away what was offered to it, and what it kept. */
    List<Given> takeFrom(int framework) {
        List<Given> taken = new ArrayList<>();
        for (Map.Entry<Long, Given> each : new TreeMap<>(offers).entrySet()) {
            if (each.getValue().framework() == framework) {
                taken.add(each.getValue());
                offers.remove(each.getKey());
            }
        }
        for (Map.Entry<Long, Given> each : new TreeMap<>(kept).entrySet()) {
            if (each.getValue().framework() == framework) {
                taken.add(each.getValue());
                kept.remove(each.getKey());
            }
        }
        return taken;
    }

    @Nullable
    Given task(int task) {
        return tasks.get(task);
    }

    @Nullable
    Given endTask(int task) {
        return tasks.remove(task);
    }

    private static long key(int framework, int node) {
        return (long) framework << Integer.SIZE | node;
    }

    ResourceBag kept(int framework, int node) {
        Given given = kept.get(key(framework, node));
        return given == null ? ResourceBag.EMPTY : given.resources();
    }

    void keep(int framework, int node, ResourceBag resources) {
        if (resources.isEmpty()) {
            kept.remove(key(framework, node));
        } else {
            kept.put(key(framework, node), new Given(framework, node, resources));
        }
    }
}

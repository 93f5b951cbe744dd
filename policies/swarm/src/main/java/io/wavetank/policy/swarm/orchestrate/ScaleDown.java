package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Which slots a service gives up when it is to have fewer: first those whose task is on no node (or that have several tasks), then those that
 * are the most-th of the service on their node, so that what stays is even. Among equals, slots that do not run go before those
 * that do, and high numbers before low ones.
 */
final class ScaleDown {
    private static final int UNPLACED = Integer.MAX_VALUE;

    private record Ranked(List<SwarmTask> slot, int place) {}

    private ScaleDown() {}

    /**
     * Returns the slots beyond the first {@code kept}.
     *
     * @param slots the slots that are filled, by number
     * @param kept how many are to stay
     */
    static List<List<SwarmTask>> surplus(List<List<SwarmTask>> slots, int kept) {
        List<List<SwarmTask>> runningFirst = new ArrayList<>(slots);
        runningFirst.sort(Comparator.comparing(ScaleDown::runs).reversed());
        var onNode = new TreeMap<String, Integer>();
        List<Ranked> ranked = new ArrayList<>();
        for (List<SwarmTask> slot : runningFirst) {
            String node = slot.size() == 1 ? slot.get(0).node() : null;
            ranked.add(new Ranked(slot, node == null ? UNPLACED : onNode.merge(node, 1, Integer::sum)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::place));
        return ranked.subList(kept, ranked.size()).stream().map(Ranked::slot).toList();
    }

    private static boolean runs(List<SwarmTask> slot) {
        return slot.stream().anyMatch(task -> task.state() == TaskState.RUNNING);
    }
}

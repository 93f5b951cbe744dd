package io.wavetank.policy.sampling;

import java.util.SortedMap;
import java.util.TreeMap;

/** What all schedulers and nodes count together. */
final class Tallies {
    long probes;
    long reservations;
    long emptyAnswers;
    long rejections;
    long bounced;
    long steals;
    long stolen;
    long longTasks;

    SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>();
        all.put("probes", probes);
        all.put("reservations", reservations);
        all.put("reservations_without_task", emptyAnswers);
        all.put("probes_refused_for_long_tasks", rejections);
        all.put("returned_by_nodes", bounced);
        all.put("steal_requests", steals);
        all.put("items_stolen", stolen);
        all.put("tasks_placed_centrally", longTasks);
        return all;
    }
}

package io.wavetank.policy.mesos.master;

import io.wavetank.policy.mesos.allocator.HierarchicalAllocator;
import io.wavetank.policy.mesos.framework.FrameworkSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of the offers to each framework; an offer is an agent's part. */
final class FrameworkCounts {
    private final List<FrameworkSettings> frameworks;
    private final HierarchicalAllocator allocator;
    private final long[] accepted;
    private final long[] declined;
    private final long[] launched;
    private final long[] lost;

    FrameworkCounts(List<FrameworkSettings> frameworks, HierarchicalAllocator allocator) {
        this.frameworks = frameworks;
        this.allocator = allocator;
        this.accepted = new long[frameworks.size()];
        this.declined = new long[frameworks.size()];
        this.launched = new long[frameworks.size()];
        this.lost = new long[frameworks.size()];
    }

    void accepted(int framework) {
        accepted[framework]++;
    }

    void declined(int framework) {
        declined[framework]++;
    }

    void launched(int framework) {
        launched[framework]++;
    }

    void lost(int framework) {
        lost[framework]++;
    }

    SortedMap<String, Long> all() {
        var all = new TreeMap<String, Long>();
        all.put("rounds", allocator.rounds());
        for (int i = 0; i < frameworks.size(); i++) {
            String name = frameworks.get(i).name();
            all.put("offers_made." + name, allocator.offersTo(name));
            all.put("offers_accepted." + name, accepted[i]);
            all.put("offers_declined." + name, declined[i]);
            all.put("offers_filtered." + name, allocator.filteredFor(name));
            all.put("tasks_launched." + name, launched[i]);
            all.put("tasks_lost." + name, lost[i]);
        }
        return all;
    }
}

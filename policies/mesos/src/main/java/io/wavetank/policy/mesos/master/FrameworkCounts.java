package io.wavetank.policy.mesos.master;

import io.wavetank.policy.mesos.allocator.HierarchicalAllocator;
import io.wavetank.policy.mesos.framework.FrameworkSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of the offers to each framework; an offer is an agent's part. */
final class FrameworkCounts {
    private final List<FrameworkSettings> frameworks;
    private HierarchicalAllocator allocator;
    /** What the allocators of masters that are gone counted. */
    private final TreeMap<String, Long> before = new TreeMap<>();

    private final long[] accepted;
    private final long[] declined;
    private final long[] launched;
    private final long[] lost;
    private final long[] killed;

    FrameworkCounts(List<FrameworkSettings> frameworks, HierarchicalAllocator allocator) {
        this.frameworks = frameworks;
        this.allocator = allocator;
        this.accepted = new long[frameworks.size()];
        this.declined = new long[frameworks.size()];
        this.launched = new long[frameworks.size()];
        this.lost = new long[frameworks.size()];
        this.killed = new long[frameworks.size()];
    }

    /** Another master leads, with an allocator of its own. */
    void follow(HierarchicalAllocator next) {
        ofAllocator().forEach((name, count) -> before.merge(name, count, Math::addExact));
        allocator = next;
    }

    private SortedMap<String, Long> ofAllocator() {
        var all = new TreeMap<String, Long>();
        all.put("rounds", allocator.rounds());
        for (FrameworkSettings each : frameworks) {
            all.put("offers_made." + each.name(), allocator.offersTo(each.name()));
            all.put("offers_filtered." + each.name(), allocator.filteredFor(each.name()));
        }
        return all;
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

    void killed(int framework) {
        killed[framework]++;
    }

    SortedMap<String, Long> all() {
        var all = new TreeMap<>(ofAllocator());
        before.forEach((name, count) -> all.merge(name, count, Math::addExact));
        for (int i = 0; i < frameworks.size(); i++) {
            String name = frameworks.get(i).name();
            all.put("offers_accepted." + name, accepted[i]);
            all.put("offers_declined." + name, declined[i]);
            all.put("tasks_launched." + name, launched[i]);
            all.put("tasks_lost." + name, lost[i]);
            if (frameworks.get(i).failure().atNanos() >= 0) {
                all.put("tasks_killed." + name, killed[i]);
            }
        }
        return all;
    }
}

package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.NodeGroupSpec;
import io.wavetank.sim.scenario.NodeQuota;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/**
 * Nodes that are asked for: granted within the size of their group and the quota, paid for from then on, there when they have booted and a controller has found them ready, or never. What a quota does not
 * grant is a failure of the group, which autoscalers see and wait for as for a node that never came.
 */
final class Purchases {
    private final Fleet fleet;
    private final Bill bill;
    private final Draws draws;
    private final NodeQuota quota;
    private final Fleet.Arranged arranged;
    private final TreeSet<String> names = new TreeSet<>();
    private long refused;

    Purchases(Fleet fleet, Bill bill, Draws draws, NodeQuota quota, Fleet.Arranged arranged) {
        this.fleet = fleet;
        this.bill = bill;
        this.draws = draws;
        this.quota = quota;
        this.arranged = arranged;
    }

    /** A node has this name, and no other will. */
    void taken(String name) {
        names.add(name);
    }

    /** How many were asked for and not granted. */
    long refused() {
        return refused;
    }

    /** So many nodes of a group are asked for. */
    void ask(long now, NodeGroup group, int nodes) {
        int may = Math.max(0, Math.min(nodes, group.most() - group.size));
        int granted = 0;
        fleet.advance(now);
        while (granted < may && withinQuota(group)) {
            boot(now, group, group.made++);
            granted++;
        }
        refused += nodes - granted;
        if (granted < may) {
            group.beyondQuota++;
            group.lastFailureNanos = now;
        }
    }

    private boolean withinQuota(NodeGroup more) {
        List<NodeGroupSpec> specs =
                fleet.groups().stream().map(each -> each.spec).toList();
        int[] sizes = fleet.groups().stream().mapToInt(NodeGroup::size).toArray();
        return quota.allows(more.spec, specs, sizes);
    }

    private void boot(long now, NodeGroup group, long number) {
        Draws own = draws.stream(group.name());
        boolean warm = group.warm.take(now);
        boolean fails = !warm && own.stream("failure").uniform(number, 0) < group.spec.failure();
        DelaySpec boot = warm ? group.spec.warm().boot() : group.spec.boot();
        bill.pay(now, 1, group.priceOf(group.size));
        group.size++;
        group.booting++;
        long ready = Math.addExact(now, boot.nanos(own.stream("boot"), number));
        arranged.remind(ready, time -> {
            if (fails) {
                fail(time, group);
            } else {
                arranged.onceControlled(time, controlled -> come(controlled, group, number));
            }
        });
    }

    private void fail(long now, NodeGroup group) {
        fleet.advance(now);
        group.booting--;
        group.size--;
        group.neverCame++;
        group.lastFailureNanos = now;
        bill.pay(now, -1, group.priceOf(group.size));
    }

    private void come(long now, NodeGroup group, long number) throws IOException {
        fleet.advance(now);
        group.booting--;
        int node = arranged.plant().addNode(now, group.spec.template().named(newName(group, number)));
        fleet.joined(now, node, group);
    }

    /** The group's name and a number that no node has had. */
    private String newName(NodeGroup group, long number) {
        String name = group.name() + "-" + number;
        for (long other = number + 1; !names.add(name); other++) {
            name = group.name() + "-" + other;
        }
        return name;
    }
}

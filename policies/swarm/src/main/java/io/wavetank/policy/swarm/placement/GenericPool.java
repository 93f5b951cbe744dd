package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.swarm.node.GenericResource;
import java.util.ArrayList;
import java.util.List;

/** What is left of a node's user-defined resources. Those with names are taken in the order in which they stand here. */
final class GenericPool {
    private final List<GenericResource> left;

    GenericPool(List<GenericResource> all) {
        this.left = new ArrayList<>(all);
    }

    /**
     * Whether there is as much as is asked for. The first entry of the kind says whether it is counted or named; where the node has nothing
     * left of the kind, not even nothing can be had.
     */
    boolean holds(GenericResource asked) {
        long named = 0;
        for (GenericResource each : left) {
            if (each.kind().equals(asked.kind())) {
                if (each.discrete() && named == 0) {
                    return asked.value() <= each.value();
                }
                named++;
            }
        }
        return named > 0 && asked.value() <= named;
    }

    /** Takes what is asked for and returns what was taken; nothing at all if the node has nothing of one kind. */
    List<GenericResource> take(List<GenericResource> asked) {
        List<GenericResource> taken = new ArrayList<>();
        for (GenericResource each : asked) {
            if (!choose(each, taken)) {
                return List.of();
            }
        }
        consume(taken);
        return taken;
    }

    private boolean choose(GenericResource asked, List<GenericResource> taken) {
        int before = taken.size();
        for (GenericResource each : left) {
            if (!each.kind().equals(asked.kind())) {
                continue;
            }
            if (each.discrete()) {
                if (each.value() >= asked.value() && asked.value() != 0) {
                    taken.add(GenericResource.discrete(asked.kind(), asked.value()));
                }
                return true;
            }
            taken.add(each);
            if (taken.size() - before == asked.value()) {
                return true;
            }
        }
        return taken.size() > before;
    }

    /** Takes what a task has. */
    void consume(List<GenericResource> taken) {
        for (GenericResource each : taken) {
            int at = indexOf(each);
            if (at < 0) {
                continue;
            }
            GenericResource there = left.get(at);
            if (each.discrete() && there.value() > each.value()) {
                left.set(at, GenericResource.discrete(each.kind(), there.value() - each.value()));
            } else {
                left.remove(at);
            }
        }
    }

    /** Where what a task takes is: the counted entry of its kind, or the entry of that name. */
    private int indexOf(GenericResource wanted) {
        for (int i = 0; i < left.size(); i++) {
            GenericResource each = left.get(i);
            if (each.kind().equals(wanted.kind())
                    && each.discrete() == wanted.discrete()
                    && each.name().equals(wanted.name())) {
                return i;
            }
        }
        return -1;
    }

    /** Takes back what a task had, as far as the node has such a thing at all. */
    void giveBack(List<GenericResource> taken, List<GenericResource> all) {
        for (GenericResource each : taken) {
            int at = each.discrete() ? indexOf(each) : -1;
            if (at >= 0) {
                left.set(at, GenericResource.discrete(each.kind(), left.get(at).value() + each.value()));
            } else {
                left.add(each);
            }
        }
        left.removeIf(each -> !known(each, all));
        capCounts(all);
    }

    private static boolean known(GenericResource entry, List<GenericResource> all) {
        return all.stream()
                .anyMatch(each -> each.kind().equals(entry.kind())
                        && each.discrete() == entry.discrete()
                        && each.name().equals(entry.name()));
    }

    private void capCounts(List<GenericResource> all) {
        for (int i = 0; i < left.size(); i++) {
            GenericResource entry = left.get(i);
            for (GenericResource each : all) {
                if (entry.discrete()
                        && each.discrete()
                        && each.kind().equals(entry.kind())
                        && entry.value() > each.value()) {
                    left.set(i, each);
                }
            }
        }
    }
}

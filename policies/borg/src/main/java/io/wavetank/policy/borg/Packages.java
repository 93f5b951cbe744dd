package io.wavetank.policy.borg;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ContainerImage;
import io.wavetank.policy.constraint.ContainerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which packages each machine has: those it came with, and those of tasks that ran on it. The packages of a task are the images of its
 * containers, or else the one that a label names.
 */
final class Packages {
    private final ClusterView cluster;
    private final String label;
    private final Map<String, Integer> numbers = new HashMap<>();
    private @Nullable BitSet[] installed = new @Nullable BitSet[0];
    private long found;
    private long fetched;

    Packages(ClusterView cluster, String label) {
        this.cluster = cluster;
        this.label = label;
    }

    /** The numbers of a task's packages; none for most. */
    int[] of(TaskClass task) {
        List<Integer> mine = new ArrayList<>();
        for (ContainerSpec container : task.pod().containers()) {
            if (!container.image().isEmpty()) {
                mine.add(number(container.image()));
            }
        }
        String named = task.labels().get(label);
        if (mine.isEmpty() && named != null) {
            mine.add(number(named));
        }
        return mine.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            number = numbers.size();
            numbers.put(name, number);
        }
        return number;
    }

    /** How many of these packages a machine has. */
    int present(int[] packages, int machine) {
        BitSet here = here(machine);
        int present = 0;
        for (int each : packages) {
            present += here.get(each) ? 1 : 0;
        }
        return present;
    }

    /** A task with these packages was put on a machine, which has them from then on. */
    void install(int[] packages, int machine) {
        BitSet here = here(machine);
        for (int each : packages) {
            if (here.get(each)) {
                found++;
            } else {
                fetched++;
                here.set(each);
            }
        }
    }

    private BitSet here(int machine) {
        if (machine >= installed.length) {
            installed = Arrays.copyOf(installed, Math.max(cluster.nodeCount(), 2 * installed.length));
        }
        BitSet here = installed[machine];
        if (here == null) {
            here = new BitSet();
            for (ContainerImage image : cluster.node(machine).images()) {
                for (String name : image.names()) {
                    here.set(number(name));
                }
            }
            installed[machine] = here;
        }
        return here;
    }

    /** How often a task came to a machine that had its package. */
    long found() {
        return found;
    }

    /** How often it had to be fetched. */
    long fetched() {
        return fetched;
    }
}

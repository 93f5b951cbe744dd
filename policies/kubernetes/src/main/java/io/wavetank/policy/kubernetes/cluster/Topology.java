package io.wavetank.policy.kubernetes.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topologies that pods ask about, as numbers: each key (such as {@code topology.kubernetes.io/zone}) has a column that holds, for every
 * node, the number of its domain, the value of the node's label under that key.
 *
 * <p>A key's column comes into being when the first pod names the key. Domain 0 is the empty value. Numbers are never given to another value.
 */
public final class Topology {
    /** The key whose domains are single nodes. */
    public static final String HOSTNAME = "kubernetes.io/hostname";
    /** The key of zones. */
    public static final String ZONE = "topology.kubernetes.io/zone";
    /** The domain of nodes without the key. */
    public static final int NO_DOMAIN = -1;
    /** The domain of the empty value. */
    public static final int EMPTY_VALUE = 0;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Map<String, Integer>> values = new ArrayList<>();
    private int[][] columns = new int[4][];
    private final NodeTable nodes;

    Topology(NodeTable nodes) {
        this.nodes = nodes;
    }

    /** Returns the key's number, making its column if it was never named before. */
    public int key(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int key = names.size();
        names.add(name);
        numbers.put(name, key);
        var domains = new HashMap<String, Integer>();
        domains.put("", EMPTY_VALUE);
        values.add(domains);
        if (key == columns.length) {
            columns = Arrays.copyOf(columns, 2 * key);
        }
        columns[key] = new int[nodes.capacity()];
        Arrays.fill(columns[key], NO_DOMAIN);
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.present(node)) {
                set(key, node);
            }
        }
        return key;
    }

    /** The key's name. */
    public String name(int key) {
        return names.get(key);
    }

    /** How many keys have been named so far. */
    public int keys() {
        return names.size();
    }

    /** How many domains the key has had so far. */
    public int domains(int key) {
        return values.get(key).size();
    }

    /** The node's domain, or {@link #NO_DOMAIN}. */
    public int domain(int key, int node) {
        return columns[key][node];
    }

    /** The domains by node: live, read-only, and another array once nodes have been added. */
    public int[] column(int key) {
        return columns[key];
    }

    /** Whether the node has the key. */
    public boolean has(int key, int node) {
        return columns[key][node] != NO_DOMAIN;
    }

    void grow(int capacity) {
        for (int key = 0; key < names.size(); key++) {
            int before = columns[key].length;
            if (before < capacity) {
                columns[key] = Arrays.copyOf(columns[key], capacity);
                Arrays.fill(columns[key], before, capacity, NO_DOMAIN);
            }
        }
    }

    void nodeChanged(int node) {
        for (int key = 0; key < names.size(); key++) {
            set(key, node);
        }
    }

    private void set(int key, int node) {
        String value = nodes.present(node) ? nodes.labels(node).get(names.get(key)) : null;
        Map<String, Integer> domains = values.get(key);
        columns[key][node] = value == null ? NO_DOMAIN : domains.computeIfAbsent(value, each -> domains.size());
    }
}

package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ChangeLog;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.NodeTable;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.Topology;
import io.wavetank.policy.kubernetes.plugin.SpreadTerm;
import io.wavetank.policy.kubernetes.plugin.SpreadTerms;
import java.util.Arrays;
import java.util.List;

/**
 * The pods that some spread constraints of one kind of pod count, by node and by domain, kept up to date from the change log.
 *
 * <p>A pod that comes adds one. Where a pod goes or begins to terminate the node's pods are counted anew, since the log does not tell whether one
 * that goes had been counted. A node that is described anew moves its counts between domains.
 */
final class SpreadCounts {
    private final ClusterCache cluster;
    private final NodeTable nodes;
    private final Topology topology;
    private final PodClass pod;
    private final boolean needAllKeys;
    private final List<SpreadTerm> terms;
    private final long[][] onNode;
    private final boolean[][] included;
    private final long[][] inDomain;
    private final int[][] members;
    private final int[] domains;
    private boolean[] ignored = new boolean[0];
    private long version = -1;
    private long epoch = -1;
    private int[] recount = new int[8];

    SpreadCounts(ClusterCache cluster, PodClass pod, List<SpreadTerm> terms, boolean needAllKeys) {
        this.cluster = cluster;
        this.nodes = cluster.nodes();
        this.topology = cluster.topology();
        this.pod = pod;
        this.terms = terms.stream().map(SpreadTerm::kept).toList();
        this.needAllKeys = needAllKeys;
        this.onNode = new long[terms.size()][0];
        this.included = new boolean[terms.size()][0];
        this.inDomain = new long[terms.size()][0];
        this.members = new int[terms.size()][0];
        this.domains = new int[terms.size()];
    }

    /** How many constraints there are. */
    int size() {
        return terms.size();
    }

    /** One of the constraints. */
    SpreadTerm term(int i) {
        return terms.get(i);
    }

    /** The pods that a constraint counts on each node. */
    long[] onNode(int i) {
        return onNode[i];
    }

    /** The pods that a constraint counts in each domain, over the nodes that its inclusion policies let in. */
    long[] inDomain(int i) {
        return inDomain[i];
    }

    /** How many nodes the inclusion policies let in, by domain. */
    int[] members(int i) {
        return members[i];
    }

    /** How many domains have such a node. */
    int domains(int i) {
        return domains[i];
    }

    /** Which nodes lack a key that they need to take part. */
    boolean[] ignored() {
        return ignored;
    }

    /** Brings the counts up to date. */
    void refresh() {
        if (terms.isEmpty()) {
            return;
        }
        ChangeLog log = cluster.changes();
        if (version < 0 || !log.reachesBackTo(version)) {
            countAll();
        } else {
            follow(log);
        }
        if (epoch != cluster.descriptionEpoch()) {
            divide();
            epoch = cluster.descriptionEpoch();
        }
        version = log.version();
    }

    private void countAll() {
        epoch = -1;
        for (int i = 0; i < terms.size(); i++) {
            onNode[i] = new long[nodes.slots()];
            for (int node = 0; node < nodes.slots(); node++) {
                onNode[i][node] = terms.get(i).count(nodes.pods(node));
            }
        }
    }

    private void follow(ChangeLog log) {
        int count = 0;
        for (long entry = version; entry < log.version(); entry++) {
            int kind = log.podClass(entry);
            if (kind != ChangeLog.NODE_ITSELF && counts(kind)) {
                if (log.sign(entry) > 0) {
                    arrive(kind, log.node(entry));
                } else {
                    if (count == recount.length) {
                        recount = Arrays.copyOf(recount, 2 * count);
                    }
                    recount[count++] = log.node(entry);
                }
            }
        }
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < terms.size(); i++) {
                set(i, recount[k], terms.get(i).count(nodes.pods(recount[k])));
            }
        }
    }

    private boolean counts(int kind) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).counts(cluster.podClass(kind))) {
                return true;
            }
        }
        return false;
    }

    private void arrive(int kind, int node) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).counts(cluster.podClass(kind))) {
                set(i, node, (node < onNode[i].length ? onNode[i][node] : 0) + 1);
            }
        }
    }

    private void set(int i, int node, long count) {
        if (node >= onNode[i].length) {
            onNode[i] = Arrays.copyOf(onNode[i], Math.max(nodes.slots(), 2 * onNode[i].length));
        }
        long before = onNode[i][node];
        onNode[i][node] = count;
        if (epoch == cluster.descriptionEpoch() && node < included[i].length && included[i][node]) {
            inDomain[i][domain(terms.get(i).key(), node)] += count - before;
        }
    }

    private int domain(int key, int node) {
        int domain = topology.domain(key, node);
        return domain == Topology.NO_DOMAIN ? Topology.EMPTY_VALUE : domain;
    }

    /** Finds out which nodes are in which domain, and takes part. */
    private void divide() {
        ignored = new boolean[nodes.slots()];
        for (int i = 0; i < terms.size(); i++) {
            onNode[i] = Arrays.copyOf(onNode[i], Math.max(nodes.slots(), onNode[i].length));
            included[i] = new boolean[onNode[i].length];
            inDomain[i] = new long[topology.domains(terms.get(i).key())];
            members[i] = new int[inDomain[i].length];
            domains[i] = 0;
        }
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.present(node)) {
                ignored[node] = needAllKeys && !SpreadTerms.hasAllKeys(terms, topology, node);
                if (!ignored[node]) {
                    include(node, pod.allows(nodes.spec(node)));
                }
            }
        }
    }

    private void include(int node, boolean allowed) {
        for (int i = 0; i < terms.size(); i++) {
            SpreadTerm term = terms.get(i);
            if (term.includes(nodes, node, allowed)) {
                int domain = domain(term.key(), node);
                included[i][node] = true;
                inDomain[i][domain] += onNode[i][node];
                domains[i] += members[i][domain]++ == 0 ? 1 : 0;
            }
        }
    }
}

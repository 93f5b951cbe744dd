package io.wavetank.experiment.scenario;

import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which nodes a recorded outage hits: those of the same name; if the log calls none by its name, the log's components in the order of their names stand
 * for the nodes in theirs; and where the log names a share of the hosts, as many are drawn.
 */
final class RecordedNodes {
    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+");

    private final ClusterSpec cluster;
    private final Draws draws;
    private final Map<String, Integer> nodeOf = new HashMap<>();

    RecordedNodes(List<RecordedOutage> log, ClusterSpec cluster, Section fault, Draws draws) throws ScenarioException {
        this.cluster = cluster;
        this.draws = draws;
        for (int node = 0; node < cluster.nodes().size(); node++) {
            nodeOf.put(cluster.nodes().get(node).name(), node);
        }
        var components = new TreeSet<String>(Comparator.comparing(RecordedNodes::sortable));
        log.stream().filter(each -> Double.isNaN(each.share())).forEach(each -> components.add(each.component()));
        if (components.stream().anyMatch(nodeOf::containsKey)) {
            return;
        }
        if (components.size() > cluster.nodes().size()) {
            throw ScenarioException.of(
                    fault.place("log"),
                    fault.path() + ".log tells of " + components.size() + " components, and the cluster has "
                            + cluster.nodes().size() + " nodes; expected as many nodes"
                            + (fault.has("component")
                                    ? ""
                                    : ", or a 'component' such as '" + prefix(components.first()) + "'"));
        }
        int node = 0;
        for (String component : components) {
            nodeOf.put(component, node++);
        }
    }

    private static String prefix(String component) {
        String[] words = component.split(" ", -1);
        return words.length < 2 ? component : words[0] + " " + words[1];
    }

    /** Numbers count as numbers: node 9 comes before node 10. */
    private static String sortable(String name) {
        var padded = new StringBuilder();
        Matcher pieces = PIECE.matcher(name);
        while (pieces.find()) {
            String piece = pieces.group();
            if (Character.isDigit(piece.charAt(0))) {
                String digits = new BigInteger(piece).toString();
                padded.append((char) ('0' + Math.min(digits.length(), 40))).append(digits);
            } else {
                padded.append(piece);
            }
        }
        return padded.append('\0').append(name).toString();
    }

    /** Returns the numbers of the nodes, none if the cluster does not have the component. */
    List<Integer> of(RecordedOutage outage, int number) {
        if (Double.isNaN(outage.share())) {
            Integer node = nodeOf.get(outage.component());
            return node == null ? List.of() : List.of(node);
        }
        int nodes = cluster.nodes().size();
        int count = outage.share() == 0 ? 0 : (int) Math.max(1, Math.round(outage.share() * nodes));
        List<Integer> order = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            order.add(node);
        }
        order.sort(Comparator.comparingDouble(node -> draws.uniform(number, 1L + node)));
        List<Integer> hit = new ArrayList<>(order.subList(0, count));
        hit.sort(Comparator.naturalOrder());
        return hit;
    }

    /** What is down, in words. */
    String name(RecordedOutage outage, List<Integer> hit) {
        if (!Double.isNaN(outage.share())) {
            return hit.size() + " nodes";
        }
        NodeSpec node = cluster.nodes().get(hit.get(0));
        return "node " + node.name();
    }
}

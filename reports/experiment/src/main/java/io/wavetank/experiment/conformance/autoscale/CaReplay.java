package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.experiment.conformance.kube.Scorecard;
import io.wavetank.policy.kubernetes.autoscale.ca.BinPackingEstimator;
import io.wavetank.policy.kubernetes.autoscale.ca.BinPackingEstimator.Occupied;
import io.wavetank.policy.kubernetes.autoscale.ca.ByPrice;
import io.wavetank.policy.kubernetes.autoscale.ca.ByPriority;
import io.wavetank.policy.kubernetes.autoscale.ca.Estimate;
import io.wavetank.policy.kubernetes.autoscale.ca.Expander;
import io.wavetank.policy.kubernetes.autoscale.ca.LeastWaste;
import io.wavetank.policy.kubernetes.autoscale.ca.MostPods;
import io.wavetank.policy.kubernetes.autoscale.ca.Option;
import io.wavetank.policy.kubernetes.autoscale.ca.PodGroup;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Replays recorded cases of the Cluster Autoscaler. */
final class CaReplay {
    private static final double CORE = 1000;
    private static final double GIB = 1L << 30;
    private static final long SMALL_CPU_MILLIS = 500;
    private static final long SMALL_MEMORY_BYTES = 500L << 20;

    private CaReplay() {}

    /** How many nodes pending pods need. */
    static void estimator(String id, JsonNode recorded, Scorecard card) {
        List<JsonNode> pods = Fields.list(recorded, "existingPods", pod -> pod);
        List<Occupied> nodes = Fields.list(recorded, "existingNodes", node -> {
            List<PodTemplate> there = new ArrayList<>();
            for (JsonNode pod : pods) {
                if (Fields.text(pod, "node").equals(Fields.text(node, "name"))) {
                    there.add(CaJson.pod(pod));
                }
            }
            return new Occupied(CaJson.node(node), there);
        });
        Estimate ours = BinPackingEstimator.estimate(
                nodes,
                CaJson.node(recorded.path("template")),
                Fields.list(recorded, "templatePods", CaJson::pod),
                Fields.list(
                        recorded,
                        "groups",
                        group -> new PodGroup(CaJson.pod(group.path("pod")), Fields.whole(group, "count"))),
                Fields.whole(recorded, "maxNodes"));
        JsonNode expected = recorded.path("expected");
        card.begin(id);
        card.compare("nodes", "", Fields.whole(expected, "nodes"), ours.nodes());
        card.compare("scheduled", "", Fields.wholes(expected, "scheduled"), ours.scheduled());
        card.end();
    }

    /** Which group is best. */
    static void expander(String id, JsonNode recorded, Scorecard card) {
        double perCore = RecordedCases.real(recorded, "podPricePerCore", 0);
        double perGib = RecordedCases.real(recorded, "podPricePerGiB", 0);
        double small = SMALL_CPU_MILLIS / CORE * perCore + SMALL_MEMORY_BYTES / GIB * perGib;
        List<Option> options = Fields.list(recorded, "options", each -> option(each, recorded, perCore, perGib));
        Map<String, Expander> expanders = new TreeMap<>();
        expanders.put("least-waste", new LeastWaste());
        expanders.put("most-pods", new MostPods());
        expanders.put("priority", new ByPriority(Fields.list(recorded, "priorities", CaReplay::tier)));
        expanders.put("price", new ByPrice(small, Fields.whole(recorded, "clusterSize")));
        JsonNode expected = recorded.path("expected");
        card.begin(id);
        expanders.forEach((name, expander) ->
                card.compare(name, "", Fields.texts(expected, name), names(expander.best(options))));
        for (JsonNode chain : expected.path("chains")) {
            List<Expander> links = new ArrayList<>();
            for (JsonNode link : chain.path(0)) {
                Expander expander = expanders.get(link.asText());
                if (expander == null) {
                    throw Fields.wrong("chains", link);
                }
                links.add(expander);
            }
            List<String> left = new ArrayList<>();
            chain.path(1).forEach(name -> left.add(name.asText()));
            card.compare(
                    "chain",
                    chain.path(0).toString(),
                    left,
                    names(Expander.chain(links).best(options)));
        }
        card.end();
    }

    private static List<String> names(List<Option> options) {
        return options.stream().map(Option::id).toList();
    }

    private static Option option(JsonNode option, JsonNode recorded, double perCore, double perGib) {
        long cpu = 0;
        long memory = 0;
        double price = 0;
        List<Integer> pods = Fields.wholes(option, "pods");
        for (int number : pods) {
            JsonNode pod = recorded.path("pods").path(number);
            long podCpu = CaJson.sum(pod, 0);
            long podMemory = CaJson.sum(pod, 1);
            cpu += podCpu;
            memory += podMemory;
            price += podCpu / CORE * perCore + podMemory / GIB * perGib;
        }
        JsonNode node = option.path("node");
        return new Option(
                Fields.text(option, "id"),
                !option.has("hasNodeInfo") || Fields.flag(option, "hasNodeInfo"),
                Fields.number(node, "capCpu", Fields.number(node, "cpu")),
                Fields.number(node, "capMem", Fields.number(node, "mem")),
                Fields.number(node, "gpu") > 0,
                !option.has("exists") || Fields.flag(option, "exists"),
                RecordedCases.real(option, "nodePrice", 0),
                Fields.whole(option, "nodeCount"),
                pods.size(),
                cpu,
                memory,
                price);
    }

    private static ByPriority.Tier tier(JsonNode tier) {
        List<Pattern> patterns = new ArrayList<>();
        tier.path(1).forEach(pattern -> patterns.add(Pattern.compile(pattern.asText())));
        return new ByPriority.Tier(Math.toIntExact(RecordedCases.at(tier, 0)), patterns);
    }
}

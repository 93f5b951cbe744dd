package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.kubernetes.autoscale.ca.ByPriority;
import io.wavetank.policy.kubernetes.autoscale.ca.CaSettings;
import io.wavetank.policy.kubernetes.autoscale.ca.ClusterAutoscaler;
import io.wavetank.policy.kubernetes.autoscale.ca.Expander;
import io.wavetank.policy.kubernetes.autoscale.ca.ResourceLimits;
import io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownOptions;
import io.wavetank.policy.scaling.NodeAutoscaler;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The Cluster Autoscaler in the table: its options are its flags, under shorter names. */
public final class CaEntry {
    private static final int MOST = 1_000_000;
    private static final long MILLI = 1_000_000L;
    private static final double GIBI = 1L << 30;
    private static final List<String> EXPANDERS =
            List.of("least-waste", "most-pods", "least-nodes", "price", "priority", "random");
    private static final Pattern TIER = Pattern.compile("(-?\\d{1,8})=(\\S+)");

    private CaEntry() {}

    static ScalingEntry<NodeAutoscaler.Factory> entry() {
        return with("cluster-autoscaler", new TreeMap<>());
    }

    /**
     * Returns the Cluster Autoscaler under another name, whose option {@code expander} may also name expanders of your own.
     *
     * @param name what users write
     * @param own your expanders, by name; one that has the name of a usual one takes its place
     */
    public static ScalingEntry<NodeAutoscaler.Factory> with(String name, SortedMap<String, Expander> own) {
        SortedMap<String, Expander> kept = Collections.unmodifiableSortedMap(new TreeMap<>(own));
        List<String> known = Stream.concat(EXPANDERS.stream(), own.keySet().stream())
                .distinct()
                .toList();
        return new ScalingEntry<>(
                name,
                "nodes for pods that find no place; unneeded ones go after a while",
                "Cluster Autoscaler 1.26; estimator, expanders and planner decision for decision",
                List.of(
                        new Option("expander", "least-waste", "of " + String.join(", ", known) + "; 'priority price'"),
                        new Option("priorities", "", "of groups by name: '50=spot 10=.*'"),
                        new Option("balance", "true", "whether groups that are alike get equal sizes"),
                        new Option("most_nodes", "0", "how many nodes in all; 0 for no limit"),
                        new Option("cores", "0:0", "least and most cores of all nodes; 0 for no limit"),
                        new Option("memory", "0:0", "least and most GiB of all nodes; 0 for no limit"),
                        new Option("gpus", "0:0", "the same of GPUs; those of a model as T4:0:8, several with blanks"),
                        new Option("utilization", "0.5", "a node used less than this may go"),
                        new Option("unneeded", "10m", "for how long it must have been"),
                        new Option("after_add", "10m", "how long after adding nodes none go"),
                        new Option("scale_down", "true", "whether any go"),
                        new Option("period", "10s", "from one loop to the next")),
                options -> {
                    CaSettings settings = settings(options, known);
                    return draws -> new ClusterAutoscaler(settings, kept, draws);
                });
    }

    private static CaSettings settings(PolicyOptions options, List<String> known) {
        var standard = ScaleDownOptions.DEFAULTS;
        var down = new ScaleDownOptions(
                options.number("utilization", 0, 1),
                standard.minReplicas(),
                standard.ignoreDaemons(),
                standard.ignoreMirrors(),
                standard.keepLocalStorage(),
                standard.keepSystemPods(),
                options.nanos("unneeded") / MILLI,
                standard.unreadyMillis(),
                standard.recheckMillis());
        return new CaSettings(
                options.positiveNanos("period"),
                expanders(options, known),
                priorities(options),
                options.integer("most_nodes", 0, MOST),
                limits(options),
                options.flag("balance"),
                down,
                options.flag("scale_down"),
                options.nanos("after_add"),
                CaSettings.DEFAULTS.mostEmpty(),
                CaSettings.DEFAULTS.mostDrains(),
                CaSettings.DEFAULTS.drainNanos());
    }

    private static List<String> expanders(PolicyOptions options, List<String> known) {
        List<String> chain = List.of(options.text("expander").strip().split("[ ,]+", -1));
        for (String name : chain) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Policy cluster-autoscaler, option expander: "
                        + String.join(", ", known) + ", or several, expected, got '" + name + "'");
            }
        }
        if (chain.contains("priority") && options.text("priorities").isBlank()) {
            throw new IllegalArgumentException("Policy cluster-autoscaler, option expander: priority needs priorities,"
                    + " such as '50=spot 10=.*'");
        }
        return chain;
    }

    private static List<ByPriority.Tier> priorities(PolicyOptions options) {
        List<ByPriority.Tier> tiers = new ArrayList<>();
        String text = options.text("priorities").strip();
        for (String part : text.isEmpty() ? new String[0] : text.split(" +", -1)) {
            Matcher matcher = TIER.matcher(part);
            if (!matcher.matches()) {
                throw notPriorities(part);
            }
            try {
                tiers.add(new ByPriority.Tier(
                        Integer.parseInt(matcher.group(1)), List.of(Pattern.compile(matcher.group(2)))));
            } catch (PatternSyntaxException e) {
                throw notPriorities(part);
            }
        }
        return tiers;
    }

    private static IllegalArgumentException notPriorities(String part) {
        return new IllegalArgumentException("Policy cluster-autoscaler, option priorities: a number and a pattern of"
                + " names of groups, such as '50=spot 10=.*', expected, got '" + part + "'");
    }

    private static ResourceLimits limits(PolicyOptions options) {
        SortedMap<String, ResourceLimits.Range> models = new TreeMap<>(); // all of them under no name
        for (String part : options.text("gpus").strip().split("[ ,]+", -1)) {
            int colon = part.lastIndexOf(':', Math.max(0, part.lastIndexOf(':') - 1));
            ResourceLimits.Range range = range("gpus", part.substring(colon + 1), 1);
            boolean again = models.put(part.substring(0, Math.max(0, colon)), range) != null;
            if (colon == 0 || again) {
                throw new IllegalArgumentException("Policy cluster-autoscaler, option gpus: least and most, each model"
                        + " once, such as '0:16' or 'T4:0:8 A100:2:16', expected, got '" + options.text("gpus") + "'");
            }
        }
        ResourceLimits.Range all = models.getOrDefault("", ResourceLimits.Range.ANY);
        models.remove("");
        return new ResourceLimits(
                range("cores", options.text("cores"), 1000),
                range("memory", options.text("memory"), GIBI),
                all,
                models);
    }

    private static ResourceLimits.Range range(String option, String written, double unit) {
        String text = written.strip();
        Matcher matcher = Pattern.compile("(\\d{1,9}):(\\d{1,9})").matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Policy cluster-autoscaler, option " + option
                    + ": least and most, such as '8:640', expected, got '" + text + "'");
        }
        long least = Long.parseLong(matcher.group(1));
        long most = Long.parseLong(matcher.group(2));
        if (most > 0 && least > most) {
            throw new IllegalArgumentException("Policy cluster-autoscaler, option " + option
                    + ": a least that is not above the most expected, got '" + text + "'");
        }
        return new ResourceLimits.Range((long) (least * unit), most == 0 ? Long.MAX_VALUE : (long) (most * unit));
    }
}

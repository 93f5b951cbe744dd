package io.wavetank.policy.mesos;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.compose.OptionItems;
import io.wavetank.policy.mesos.allocator.AllocatorOptions;
import io.wavetank.policy.mesos.allocator.AllocatorOptions.Order;
import io.wavetank.policy.mesos.allocator.Quota;
import io.wavetank.policy.mesos.framework.FrameworkKind;
import io.wavetank.policy.mesos.framework.FrameworkSettings;
import io.wavetank.policy.mesos.framework.Takes;
import io.wavetank.policy.mesos.framework.TaskNeeds;
import io.wavetank.policy.mesos.master.MesosSettings;
import io.wavetank.policy.mesos.resource.Limits;
import io.wavetank.policy.mesos.resource.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a Mesos cluster from the options of the policy. */
final class MesosText {
    static final String FRAMEWORKS = "frameworks";
    static final String QUOTA = "quota";
    static final String WEIGHTS = "weights";

    private static final String SORTERS = "drf";
    private static final String ROLE = "role";
    private static final String LIMIT = "limit_";
    private static final Set<String> RESOURCES = Set.of("cpus", "mem", "disk", "gpus");
    /** In thousandths of a megabyte. */
    private static final Map<String, Long> MEGABYTES =
            Map.of("", 1_000L, "Mi", 1_000L, "Gi", 1_024_000L, "Ti", 1_048_576_000L);

    private static final int LARGEST_GANG = 1_000_000;

    private MesosText() {}

    static MesosSettings settings(PolicyOptions options) {
        long interval = OptionItems.nanosOf("Policy mesos, option interval", options.text("interval"));
        if (interval == 0) {
            throw new IllegalArgumentException(
                    "Policy mesos, option interval: more than 0 expected, got '" + options.text("interval") + "'");
        }
        AllocatorOptions allocator = AllocatorOptions.DEFAULT
                .with(interval, Set.of(TaskNeeds.SLOTS))
                .with(order(options, "role_sorter"), order(options, "framework_sorter"));
        return new MesosSettings(
                allocator,
                frameworks(options.text(FRAMEWORKS)),
                quotas(options.text(QUOTA)),
                weights(options.text(WEIGHTS)),
                OptionItems.nanosOf("Policy mesos, option latency", options.text("latency")));
    }

    private static Order order(PolicyOptions options, String name) {
        return options.oneOf(name, SORTERS, "random").equals(SORTERS) ? Order.DRF : Order.RANDOM;
    }

    private static List<FrameworkSettings> frameworks(String text) {
        List<FrameworkSettings> found = new ArrayList<>();
        var names = new TreeSet<String>();
        for (OptionItems each : OptionItems.of("Policy mesos, option frameworks", text)) {
            FrameworkSettings settings = framework(each);
            if (!names.add(settings.name())) {
                throw new IllegalArgumentException("Policy mesos, option frameworks: two are named '" + settings.name()
                        + "'; give each its own name");
            }
            found.add(settings);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("Policy mesos, option frameworks: at least one expected");
        }
        return found;
    }

    private static FrameworkSettings framework(OptionItems fields) {
        FrameworkKind kind = kind(fields);
        String name = fields.text("name", kind.name().toLowerCase(Locale.ROOT));
        String role = fields.text(ROLE, name);
        if (!role.matches("[A-Za-z0-9_*][A-Za-z0-9_.*-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
                || !name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException(
                    fields.where() + ": names are made of letters, digits, '-' and '_', roles of"
                            + " such parts with '/' between them; got '" + name + "', role '" + role + "'");
        }
        var settings = new FrameworkSettings(
                name,
                kind,
                role,
                takes(fields),
                fields.nanos("think_per_offer", "0s"),
                fields.nanos("think_per_task", "0s"),
                fields.nanos("refuse", kind.refuseSeconds() + "s"),
                fields.nanos("revive", kind.reviveSeconds() + "s"),
                fields.nanos("hold", kind == FrameworkKind.HOARDING ? "10m" : "0s"),
                fields.whole("gang", 10, 1, LARGEST_GANG),
                new FrameworkSettings.Failure(
                        fields.has("fails_at") ? fields.nanos("fails_at", "0s") : -1,
                        fields.nanos("back_after", "1m"),
                        fields.nanos("failover_timeout", "0s")));
        fields.allRead("kind, name, role, takes, think_per_offer, think_per_task, refuse, revive, hold, gang, fails_at,"
                + " back_after or failover_timeout");
        return settings;
    }

    private static Takes takes(OptionItems fields) {
        try {
            return Takes.parse(fields.text("takes", "all"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fields.where() + ": " + e.getMessage(), e);
        }
    }

    private static FrameworkKind kind(OptionItems fields) {
        String word = fields.text("kind", "");
        for (FrameworkKind each : FrameworkKind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                fields.where() + ": kind is '" + word + "'; expected marathon, batch, greedy or hoarding");
    }

    private static SortedMap<String, Quota> quotas(String text) {
        var quotas = new TreeMap<String, Quota>();
        for (OptionItems fields : OptionItems.of("Policy mesos, option quota", text)) {
            String role = fields.text(ROLE, "");
            if (role.isEmpty() || role.contains("/")) {
                throw new IllegalArgumentException(
                        fields.where() + ": role is '" + role + "'; expected a top-level role, without '/'");
            }
            var guarantees = new TreeMap<String, Long>();
            var limits = new TreeMap<String, Long>();
            for (String resource : new TreeSet<>(RESOURCES)) {
                if (fields.has(resource)) {
                    guarantees.put(resource, thousandths(fields, resource));
                }
                if (fields.has(LIMIT + resource)) {
                    limits.put(resource, thousandths(fields, LIMIT + resource));
                }
            }
            guarantees.forEach((resource, promised) -> {
                if (limits.getOrDefault(resource, promised) < promised) {
                    throw new IllegalArgumentException(fields.where() + ": role " + role + " is promised more "
                            + resource + " than its limit; expected no more");
                }
            });
            fields.allRead("role, cpus, mem, disk, gpus, or a limit such as limit_cpus");
            if (quotas.put(role, new Quota(Quantities.of(guarantees), Limits.of(limits))) != null) {
                throw new IllegalArgumentException(
                        fields.where() + ": role " + role + " is there twice; expected once");
            }
        }
        return quotas;
    }

    /** An amount of a resource in thousandths; {@code mem} and {@code disk} in megabytes or with Mi, Gi or Ti. */
    private static long thousandths(OptionItems fields, String key) {
        String text = fields.text(key, "");
        String number = text.replaceAll("[A-Za-z]*$", "");
        String suffix = text.substring(number.length());
        boolean bytes = key.endsWith("mem") || key.endsWith("disk");
        Long unit = bytes ? MEGABYTES.get(suffix) : suffix.isEmpty() ? Long.valueOf(1_000) : null;
        if (unit != null && number.matches("\\d{1,9}(\\.\\d{1,3})?")) {
            return new BigDecimal(number)
                    .multiply(BigDecimal.valueOf(unit))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        throw new IllegalArgumentException(fields.where() + ", " + key + ": a number expected"
                + (bytes ? " of megabytes, or with Mi, Gi or Ti" : "") + ", got '" + text + "'");
    }

    private static SortedMap<String, Double> weights(String text) {
        var weights = new TreeMap<String, Double>();
        for (OptionItems fields : OptionItems.of("Policy mesos, option weights", text)) {
            fields.rest().forEach((role, word) -> {
                try {
                    double weight = Double.parseDouble(word);
                    if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
                        weights.put(role, weight);
                        return;
                    }
                } catch (NumberFormatException e) {
                    // falls through to the one message that covers both cases
                }
                throw new IllegalArgumentException(
                        fields.where() + ": the weight of " + role + " is '" + word + "'; expected a positive number");
            });
        }
        return weights;
    }
}

package io.wavetank.policy.swarm;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.swarm.control.SwarmScheduler;
import io.wavetank.policy.swarm.control.SwarmSettings;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of Docker Swarm. */
public final class SwarmFamily implements PolicyFamily {
    private static final String SERVICE = "service";
    private static final String SPREAD = "spread";
    private static final String MAX_REPLICAS = "max_replicas";
    private static final String RESTART = "restart";
    private static final String DELAY = "restart_delay";
    private static final String ATTEMPTS = "restart_attempts";
    private static final String WINDOW = "restart_window";
    private static final String MANAGERS = "managers";
    private static final String DEBOUNCE = "debounce";
    private static final String DEBOUNCE_MOST = "debounce_most";
    private static final String ORDER = "order";
    private static final Map<String, Long> NANOS =
            Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final int MANY = 1_000_000;

    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            "swarm",
            "services spread over nodes by the number of their tasks; tasks that lost their place are replaced",
            "Docker swarmkit, manager/scheduler and manager/orchestrator (2025-11)",
            List.of(
                    new Option(
                            SERVICE,
                            "",
                            "the label of tasks whose value names their service; without it a job is a service"),
                    new Option(
                            SPREAD,
                            "",
                            "label of nodes over whose values every service is spread; several are items {label: NAME}, the first first"),
                    new Option(
                            MAX_REPLICAS, "0", "how many tasks of a service a node takes at most; 0 is without bound"),
                    new Option(
                            RESTART, "any", "when tasks that lost their place are replaced: any, on-failure or none"),
                    new Option(DELAY, "5s", "how long a replacement waits before it starts"),
                    new Option(ATTEMPTS, "0", "how often a slot is restarted at most; 0 is without bound"),
                    new Option(WINDOW, "0s", "over which time attempts are counted; 0s is for ever"),
                    new Option(MANAGERS, "3", "how many managers there are, more than half of which must be up"),
                    new Option(DEBOUNCE, "50ms", "how long a round waits for more after something has changed"),
                    new Option(DEBOUNCE_MOST, "1s", "and how long at most if changes go on"),
                    new Option(
                            ORDER,
                            "keyed",
                            "the order in which equals are visited: keyed (by chance, as in production) or name")),
            options -> {
                SwarmSettings settings = settings(options);
                Scheduler.Factory factory = (cluster, draws) -> new SwarmScheduler(settings, cluster, draws);
                return factory;
            }));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public SwarmFamily() {}

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public String summary() {
        return "Docker Swarm, held to recorded decisions";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }

    private static SwarmSettings settings(PolicyOptions options) {
        String condition = options.oneOf(RESTART, "any", "on-failure", "none");
        var restart = new RestartPolicy(
                Condition.valueOf(condition.replace('-', '_').toUpperCase(Locale.ROOT)),
                nanos(options, DELAY),
                options.integer(ATTEMPTS, 0, MANY),
                nanos(options, WINDOW));
        return new SwarmSettings(
                options.text(SERVICE).strip(),
                Arrays.stream(options.text(SPREAD).split("\\|", -1))
                        .map(label -> label.strip().replaceFirst("^label=", ""))
                        .filter(label -> !label.isEmpty())
                        .toList(),
                options.integer(MAX_REPLICAS, 0, MANY),
                restart,
                options.integer(MANAGERS, 1, 99),
                nanos(options, DEBOUNCE),
                nanos(options, DEBOUNCE_MOST),
                options.oneOf(ORDER, "keyed", "name").equals("name"));
    }

    private static long nanos(PolicyOptions options, String name) {
        String text = options.text(name).strip();
        String number = text.replaceAll("[a-z]*$", "");
        Long unit = NANOS.get(text.substring(number.length()));
        if (unit == null || !number.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException(
                    "Policy swarm, option " + name + ": a time expected, such as 5s, 50ms or 10m, got '" + text + "'");
        }
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
        if (nanos.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    "Policy swarm, option " + name + ": a time in whole nanoseconds expected, got '" + text + "'");
        }
        return nanos.longValueExact();
    }
}

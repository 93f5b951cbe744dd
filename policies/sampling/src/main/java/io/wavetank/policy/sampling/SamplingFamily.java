package io.wavetank.policy.sampling;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.compose.OptionItems;
import io.wavetank.policy.compose.TaskFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of distributed sampling. */
public final class SamplingFamily implements PolicyFamily {
    private static final TaskFilter NONE = TaskFilter.parse("", "not all");
    private static final List<Option> COMMON = List.of(
            new Option("probes", "2", "how many nodes are probed for each task, 1 to 100"),
            new Option("schedulers", "10", "how many schedulers there are, among which jobs are dealt"),
            new Option("latency", "500us", "how long a message is on its way"));
    private static final List<Option> HYBRID = List.of(
            new Option("long_from", "15m", "tasks that are estimated to run for longer are long, and placed centrally"),
            new Option(
                    "long", "", "which tasks are long whatever their estimate: LABEL=VALUE, tenant=NAME, priority>=N"),
            new Option("short_percent", "10", "how many nodes in a hundred take no long tasks, 0 to 90"),
            new Option(
                    "steal_from", "10", "how many nodes one that has nothing to do asks for short tasks; 0 for none"));

    private static final List<PolicyEntry> POLICIES = List.of(
            new PolicyEntry(
                    "sparrow",
                    "schedulers that know nothing of each other probe nodes, which keep queues",
                    "Ousterhout et al., Sparrow, SOSP 2013",
                    with(
                            COMMON,
                            new Option(
                                    "sampling",
                                    "late-binding",
                                    "late-binding (reservations), batch, per-task (both by the lengths of queues) or"
                                            + " random")),
                    options -> made(options, false, false)),
            new PolicyEntry(
                    "hawk",
                    "short jobs as sparrow, long ones by a central scheduler on a part of the nodes; idle nodes steal",
                    "Delgado et al., Hawk, USENIX ATC 2015",
                    with(COMMON, HYBRID.toArray(new Option[0])),
                    options -> made(options, true, false)),
            new PolicyEntry(
                    "eagle",
                    "as hawk without stealing; short jobs keep away from nodes with long ones, and nodes stay with a"
                            + " job",
                    "Delgado et al., Job-aware Scheduling in Eagle, SoCC 2016",
                    with(
                            with(COMMON, HYBRID.subList(0, 3).toArray(new Option[0])),
                            new Option(
                                    "bypass_cap",
                                    "5",
                                    "how often its own run time a reservation is held up at most by jobs that have less"
                                            + " left to do; 0 for first come, first served")),
                    options -> made(options, true, true)));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public SamplingFamily() {}

    private static List<Option> with(List<Option> some, Option... more) {
        List<Option> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Scheduler.Factory made(PolicyOptions options, boolean hybrid, boolean eagle) {
        String sampling =
                hybrid ? "late-binding" : options.oneOf("sampling", "late-binding", "batch", "per-task", "random");
        String longTasks = hybrid ? options.text("long") : "";
        var settings = new SamplingSettings(
                Sampling.valueOf(sampling.replace('-', '_').toUpperCase(Locale.ROOT)),
                options.integer("probes", 1, 100),
                options.integer("schedulers", 1, 10_000),
                OptionItems.nanosOf("Option latency", options.text("latency")),
                hybrid,
                hybrid ? OptionItems.nanosOf("Option long_from", options.text("long_from")) : Long.MAX_VALUE,
                longTasks.isBlank() ? NONE : TaskFilter.parse("Option long", longTasks),
                hybrid ? options.integer("short_percent", 0, 90) : 0,
                hybrid && !eagle ? options.integer("steal_from", 0, 1000) : 0,
                eagle,
                eagle,
                eagle ? options.number("bypass_cap", 0, 1_000_000) : 0);
        return (cluster, draws) -> new SamplingScheduler(settings, cluster, draws);
    }

    @Override
    public String name() {
        return "sampling";
    }

    @Override
    public String summary() {
        return "distributed schedulers that probe queues at nodes";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}

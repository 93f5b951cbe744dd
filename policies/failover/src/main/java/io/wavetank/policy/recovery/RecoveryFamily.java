package io.wavetank.policy.recovery;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.failover.FailoverFamily;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;

/** Policies of failover that belong to no orchestrator. */
public final class RecoveryFamily implements FailoverFamily {
    private static final double MEBI = 1024.0 * 1024;
    private static final String HERE = "definition here";
    private static final Option START = new Option("start", "0s", "from when a task runs until it serves");
    private static final Option OVER =
            new Option("over", "topology.kubernetes.io/zone", "the label of nodes whose values are the domains");

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public List<ScalingEntry<FailoverPolicy.Factory>> policies() {
        return List.of(
                system(),
                immediate(),
                delayed(),
                rateLimited(),
                StandbyRows.cold(),
                StandbyRows.warm(),
                StandbyRows.hot(),
                StandbyRows.pair(),
                activeActive(),
                roomForFailures(),
                sparePool(),
                spread(),
                migration(),
                checkpoint(),
                staticStability());
    }

    /** Makes what a row stands for, of members that serve so long after they run. */
    private interface Making {
        FailoverPolicy.Factory of(PolicyOptions options, long startNanos);
    }

    /** A row of which {@code start} can be set, and more. */
    private static ScalingEntry<FailoverPolicy.Factory> row(
            String name, String summary, String source, List<Option> own, Making making) {
        List<Option> all = new ArrayList<>(List.of(START));
        all.addAll(own);
        return new ScalingEntry<>(name, summary, source, all, options -> making.of(options, options.nanos("start")));
    }

    /** Who is lost is placed again at once. */
    private static Replacement atOnce(long startNanos) {
        return new Replacement(startNanos, Pace.after(0));
    }

    private static ScalingEntry<FailoverPolicy.Factory> system() {
        return row(
                "system",
                "as the system deals with all tasks: only measured",
                HERE,
                List.of(),
                (options, start) -> Replacement.factory(start, () -> Pace.after(Pace.NEVER), FailoverTraits.PLAIN));
    }

    private static ScalingEntry<FailoverPolicy.Factory> immediate() {
        return row(
                "immediate",
                "tasks on a lost node are placed again as soon as that is found out",
                HERE,
                List.of(),
                (options, start) -> Replacement.factory(start, () -> Pace.after(0), FailoverTraits.GIVES_UP));
    }

    private static ScalingEntry<FailoverPolicy.Factory> delayed() {
        return row(
                "delayed",
                "tasks on a lost node are waited for before they are placed again",
                HERE,
                List.of(new Option("after", "5m", "how long they are waited for")),
                (options, start) -> {
                    long after = options.nanos("after");
                    return Replacement.factory(start, () -> Pace.after(after), FailoverTraits.GIVES_UP);
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> rateLimited() {
        return row(
                "rate-limited",
                "tasks on lost nodes are placed again so many in a time",
                HERE + "; a token bucket",
                List.of(
                        new Option("after", "0s", "how long they are waited for"),
                        new Option("rate", "0.1", "tasks a second"),
                        new Option("burst", "1", "tasks at once")),
                (options, start) -> {
                    long after = options.nanos("after");
                    double rate = options.number("rate", 1e-6, 1e6);
                    int burst = options.integer("burst", 1, 1_000_000);
                    return Replacement.factory(start, () -> new Pace(after, rate, burst), FailoverTraits.GIVES_UP);
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> activeActive() {
        return row(
                "active-active",
                "all tasks serve; a balancer leaves out those that do not answer, and they are placed again",
                HERE,
                List.of(
                        new Option("interval", "5s", "how often a balancer looks"),
                        new Option("misses", "3", "after how many failed looks it leaves a task out"),
                        new Option("replace", "0s", "how long a task is waited for before it is placed again")),
                (options, start) -> {
                    long replace = options.nanos("replace");
                    return Replacement.factory(
                            start, () -> Pace.after(replace), FailoverTraits.GIVES_UP.watching(watch(options)));
                });
    }

    /** Members that look at one another. */
    static NodeHealth watch(PolicyOptions options) {
        long interval = options.nanos("interval");
        return new NodeHealth(interval, interval * options.integer("misses", 1, 1000), 0, 0, false);
    }

    private static ScalingEntry<FailoverPolicy.Factory> roomForFailures() {
        return row(
                "n-plus-k",
                "room is held free for the loss of k nodes or domains: tasks that would take it wait",
                "VMware, vSphere Availability, admission control",
                List.of(
                        new Option("k", "1", "how many may be lost"),
                        new Option("of", "node", "node, or the label of nodes whose values are lost as a whole")),
                (options, start) -> {
                    int k = options.integer("k", 1, 1_000_000);
                    String of = options.text("of").equals("node") ? "" : options.text("of");
                    return new Maker(
                            (service, draws) -> new RoomForFailures(service, k, of, atOnce(start)),
                            new FailoverTraits(true, false, true, null, "", null),
                            of.isEmpty() ? List.of() : List.of(of));
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> sparePool() {
        return row(
                "spare-pool",
                "spare nodes take tasks only in the place of lost ones",
                HERE + "; dedicated failover hosts of vSphere, hot spares of disk arrays",
                List.of(
                        new Option("nodes", "pool=spare", "the label of spare nodes and its value"),
                        new Option("activation", "0s", "how long it takes to make one ready"),
                        new Option("copyback", "false", "whether a spare is one again when the lost node is back")),
                (options, start) -> {
                    long activation = options.nanos("activation");
                    boolean copyback = options.flag("copyback");
                    String[] label = label(options);
                    return new Maker(
                            (service, draws) ->
                                    new SparePool(service, label[0], label[1], activation, copyback, atOnce(start)),
                            FailoverTraits.GIVES_UP,
                            List.of(label[0] + "=" + label[1]));
                });
    }

    private static String[] label(PolicyOptions options) {
        String text = options.text("nodes");
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "Policy spare-pool, option nodes: a label and its value expected, such as pool=spare, got '" + text
                            + "'");
        }
        return new String[] {text.substring(0, equals), text.substring(equals + 1)};
    }

    private static ScalingEntry<FailoverPolicy.Factory> spread() {
        return row(
                "spread",
                "tasks are spread over domains, and spread again after what was lost is back",
                "Kubernetes, Pod Topology Spread Constraints; the descheduler's strategy for them",
                List.of(
                        OVER,
                        new Option("after", "5m", "how long a node must be back"),
                        new Option("interval", "1m", "from one task that is moved to the next")),
                (options, start) -> {
                    long after = options.nanos("after");
                    long interval = Math.max(1, options.nanos("interval"));
                    String over = options.text("over");
                    return new Maker(
                            (service, draws) -> new Spread(service, over, after, interval, atOnce(start)),
                            FailoverTraits.GIVES_UP.spread(over));
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> migration() {
        return row(
                "migrate",
                "tasks are moved with what they have done before their nodes are emptied or taken away",
                "C. Clark et al., NSDI 2005: pre-copy",
                List.of(
                        new Option("bandwidth", "1000", "MiB a second that are copied"),
                        new Option("dirty", "100", "MiB a second that a task writes meanwhile"),
                        new Option("stop", "50", "MiB that are copied while it is stopped"),
                        new Option("rounds", "30", "the most rounds before it is stopped"),
                        new Option("switching", "200ms", "what stopping here and going on there takes beside")),
                (options, start) -> {
                    var copy = new Migration.Copy(
                            options.number("bandwidth", 1e-3, 1e9) * MEBI,
                            options.number("dirty", 0, 1e9) * MEBI,
                            options.number("stop", 0, 1e9) * MEBI,
                            options.integer("rounds", 1, 1000),
                            options.nanos("switching"));
                    return new Maker(
                            (service, draws) -> new Migration(service, copy, atOnce(start)),
                            new FailoverTraits(true, true, false, null, "", null));
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> checkpoint() {
        return row(
                "checkpoint",
                "tasks save what they have done, and go on from there when they are placed again",
                "J. W. Young 1974; J. T. Daly 2006",
                List.of(
                        new Option("interval", "daly", "work between two checkpoints: a time, young or daly"),
                        new Option("cost", "1m", "how long it takes to write one"),
                        new Option("restart", "1m", "how long a task that goes on takes before it works again"),
                        new Option("mtbf", "24h", "the mean time between failures that young and daly reckon with"),
                        new Option("on_notice", "true", "whether one more is written when a task is told to stop")),
                (options, start) -> {
                    String interval = options.text("interval");
                    CheckpointRule rule = interval.equals("daly")
                            ? new CheckpointRule.Daly()
                            : interval.equals("young")
                                    ? new CheckpointRule.Young()
                                    : new CheckpointRule.Fixed(options.positiveNanos("interval"));
                    var saves = new FailoverTraits.Checkpoints(
                            rule,
                            options.positiveNanos("cost"),
                            options.nanos("restart"),
                            options.positiveNanos("mtbf"),
                            options.flag("on_notice"));
                    return Replacement.factory(
                            start, () -> Pace.after(0), new FailoverTraits(true, false, false, null, "", saves));
                });
    }

    private static ScalingEntry<FailoverPolicy.Factory> staticStability() {
        return row(
                "static-stability",
                "enough tasks serve in every domain that one can be lost, and nothing is done when it is",
                "B. Weiss and M. Furr, Static stability using Availability Zones, Amazon Builders' Library",
                List.of(OVER),
                (options, start) -> Replacement.factory(
                        start, () -> Pace.after(Pace.NEVER), FailoverTraits.GIVES_UP.spread(options.text("over"))));
    }
}

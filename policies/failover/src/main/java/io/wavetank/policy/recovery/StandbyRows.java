package io.wavetank.policy.recovery;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;

/** The rows of the table for services of which some tasks stand by. */
final class StandbyRows {
    private static final String SOURCE = "definition here; with imperfect switching as in reliability theory";
    private static final Option START = new Option("start", "30s", "until a task serves that takes over from nobody");

    private static final double MOST_NANOS = 10_000 * 86_400e9;

    private StandbyRows() {}

    private static List<Option> options(String interval, String replace, String failback, Option... own) {
        List<Option> all = new ArrayList<>(List.of(own));
        all.add(new Option("chance", "1", "how likely a takeover is to work"));
        all.add(new Option("manual", "15m", "how long it takes longer if it does not"));
        all.add(new Option("interval", interval, "how often they look at one another; 0s to go by the control plane"));
        all.add(new Option("misses", "3", "after how many failed looks one is taken for gone"));
        all.add(new Option("replace", replace, "until one that is gone is placed again; never to leave it"));
        all.add(new Option("failback", failback, "whether the first serve again when they are back"));
        return all;
    }

    /** Nothing runs but a place that is held: the process starts, and restores the last backup. */
    static ScalingEntry<FailoverPolicy.Factory> cold() {
        return new ScalingEntry<>(
                "cold-standby",
                "others hold a place; one starts and restores the last backup when one that serves is lost",
                SOURCE,
                options(
                        "5s",
                        "5m",
                        "false",
                        START,
                        new Option("restore", "5m", "how long it takes to restore the last backup"),
                        new Option("backup", "1h", "how often one is written")),
                options -> made(
                        options,
                        new Standby.Takeover(
                                options.nanos("start"),
                                options.nanos("start") + options.nanos("restore"),
                                0,
                                0,
                                Math.max(1, options.nanos("backup")),
                                chance(options),
                                options.nanos("manual"))));
    }

    /** A process runs, and is behind. */
    static ScalingEntry<FailoverPolicy.Factory> warm() {
        return new ScalingEntry<>(
                "warm-standby",
                "others run and get data late; one catches up and takes over when one that serves is lost",
                SOURCE,
                options(
                        "5s",
                        "5m",
                        "false",
                        START,
                        new Option("promote", "10s", "until one that has caught up serves"),
                        new Option("lag", "30s", "how far it is behind; as much is lost"),
                        new Option("replay", "0.5", "how long catching up takes, over the time that it is behind")),
                options -> made(
                        options,
                        new Standby.Takeover(
                                options.nanos("start"),
                                options.nanos("promote"),
                                options.nanos("lag"),
                                replay(options),
                                0,
                                chance(options),
                                options.nanos("manual"))));
    }

    private static double replay(PolicyOptions options) {
        double replay = options.number("replay", 0, 1000);
        if (replay * options.nanos("lag") > MOST_NANOS) {
            throw new IllegalArgumentException(
                    "Policy warm-standby, option replay: catching up in at most 10000d expected," + " got '"
                            + options.text("replay") + "' times a lag of '" + options.text("lag") + "'");
        }
        return replay;
    }

    /** A process runs, and has all data. */
    static ScalingEntry<FailoverPolicy.Factory> hot() {
        return new ScalingEntry<>(
                "hot-standby",
                "others run and have all data; one is switched to when one that serves is lost",
                SOURCE,
                options("1s", "5m", "false", START, new Option("switch", "1s", "how long switching takes")),
                options -> made(options, switched(options, 0)));
    }

    private static Standby.Takeover switched(PolicyOptions options, long fenceNanos) {
        return new Standby.Takeover(
                options.nanos("start"),
                options.nanos("switch") + fenceNanos,
                0,
                0,
                0,
                chance(options),
                options.nanos("manual"));
    }

    /** Two machines: the passive one hears the adverts of the active one, as with VRRP, and nobody is placed anywhere else. */
    static ScalingEntry<FailoverPolicy.Factory> pair() {
        return new ScalingEntry<>(
                "active-passive",
                "a pair: the passive one takes the address over when it hears no more adverts, and gives it back",
                "RFC 9568 (VRRP): advertisements every second, three of them missed, preemption",
                options(
                        "1s",
                        "never",
                        "true",
                        START,
                        new Option("switch", "100ms", "how long taking the address over takes"),
                        new Option("fence", "0s", "how long it takes before to make sure that the other is off")),
                options -> made(options, switched(options, options.nanos("fence"))));
    }

    private static double chance(PolicyOptions options) {
        return options.number("chance", 0, 1);
    }

    private static FailoverPolicy.Factory made(PolicyOptions options, Standby.Takeover takeover) {
        long replace = options.text("replace").equals("never") ? Pace.NEVER : options.nanos("replace");
        boolean failback = options.flag("failback");
        return new Maker(
                (service, draws) -> new Standby(service, draws, takeover, Pace.after(replace), failback),
                options.nanos("interval") == 0
                        ? FailoverTraits.GIVES_UP
                        : FailoverTraits.GIVES_UP.watching(RecoveryFamily.watch(options)));
    }
}

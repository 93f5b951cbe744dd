package io.wavetank.policy.recovery;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.failover.FailoverPolicy;
import io.wavetank.policy.failover.FailoverTraits;
import io.wavetank.policy.scaling.ScalingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows of the table for services of which some tasks stand by. */
final class StandbyRows {
    private static final String SOURCE = "definition here; with imperfect switching as in reliability theory";
    private static final Option START = new Option("start", "30s", "until a task serves that takes over from nobody");

    private static final double MOST_NANOS = 10_000 * 86_400e9;

    private static final Habits USUAL = new Habits("5s", "5m", "false");

    private StandbyRows() {}

    /** What a row says of those that stand by, unless it is set: how often they look at one another, when one that is gone is replaced, and who serves then. */
    private record Habits(String interval, String replace, String failback) {
        List<Option> options() {
            return List.of(
                    new Option("chance", "1", "how likely a takeover is to work"),
                    new Option("manual", "15m", "how long it takes longer if it does not"),
                    new Option(
                            "interval", interval, "how often they look at one another; 0s to go by the control plane"),
                    new Option("misses", "3", "after how many failed looks one is taken for gone"),
                    new Option("replace", replace, "until one that is gone is placed again; never to leave it"),
                    new Option("failback", failback, "whether the first serve again when they are back"));
        }
    }

    private static ScalingEntry<FailoverPolicy.Factory> row(
            String name,
            String summary,
            String source,
            Habits habits,
            List<Option> own,
            Function<PolicyOptions, Standby.Takeover> takeover) {
        List<Option> all = new ArrayList<>(List.of(START));
        all.addAll(own);
        all.addAll(habits.options());
        return new ScalingEntry<>(name, summary, source, all, options -> made(options, takeover.apply(options)));
    }

    /** Nothing runs but a place that is held: the process starts, and restores the last backup. */
    static ScalingEntry<FailoverPolicy.Factory> cold() {
        return row(
                "cold-standby",
                "others hold a place; one starts and restores the last backup when one that serves is lost",
                SOURCE,
                USUAL,
                List.of(
                        new Option("restore", "5m", "how long it takes to restore the last backup"),
                        new Option("backup", "1h", "how often one is written")),
                options -> takeover(options, options.nanos("start") + options.nanos("restore"))
                        .restoring(Math.max(1, options.nanos("backup"))));
    }

    /** A process runs, and is behind. */
    static ScalingEntry<FailoverPolicy.Factory> warm() {
        return row(
                "warm-standby",
                "others run and get data late; one catches up and takes over when one that serves is lost",
                SOURCE,
                USUAL,
                List.of(
                        new Option("promote", "10s", "until one that has caught up serves"),
                        new Option("lag", "30s", "how far it is behind; as much is lost"),
                        new Option("replay", "0.5", "how long catching up takes, over the time that it is behind")),
                options -> takeover(options, options.nanos("promote")).behind(options.nanos("lag"), replay(options)));
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
        return row(
                "hot-standby",
                "others run and have all data; one is switched to when one that serves is lost",
                SOURCE,
                new Habits("1s", "5m", "false"),
                List.of(new Option("switch", "1s", "how long switching takes")),
                options -> takeover(options, options.nanos("switch")));
    }

    /** Two machines: the passive one hears the adverts of the active one, as with VRRP, and nobody is placed anywhere else. */
    static ScalingEntry<FailoverPolicy.Factory> pair() {
        return row(
                "active-passive",
                "a pair: the passive one takes the address over when it hears no more adverts, and gives it back",
                "RFC 9568 (VRRP): advertisements every second, three of them missed, preemption",
                new Habits("1s", "never", "true"),
                List.of(
                        new Option("switch", "100ms", "how long taking the address over takes"),
                        new Option("fence", "0s", "how long it takes before to make sure that the other is off")),
                options -> takeover(options, options.nanos("switch") + options.nanos("fence")));
    }

    /** One that loses nothing. */
    private static Standby.Takeover takeover(PolicyOptions options, long promoteNanos) {
        return new Standby.Takeover(
                options.nanos("start"), promoteNanos, 0, 0, 0, options.number("chance", 0, 1), options.nanos("manual"));
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

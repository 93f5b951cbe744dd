package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import io.wavetank.policy.traffic.CheckEntry;
import java.util.List;

/** The table of balancers in front of fixed fleets. */
public final class FixedBalancers implements BalancerFamily {
    private static final List<BalancerEntry> BALANCERS = List.of(new BalancerEntry(
            "hardware",
            "a pair of devices that all requests pass: weights, slow start, persistence, a table of connections",
            "HAProxy, leastconn, roundrobin, source, slowstart; VRRP, RFC 5798",
            List.of(
                    new Option("method", "least-connections", "least-connections, round-robin or source-hash"),
                    new Option("persistence", "0s", "how long a client stays with its server after its last request"),
                    new Option("sources", "10000", "how many addresses clients come from, 1 to 10000000"),
                    new Option("slow_start", "0s", "how long the weight of a server that joins grows"),
                    new Option("connections", "0", "how many connections it keeps at a time; 0 is any number"),
                    new Option("pair", "true", "whether a second device stands by"),
                    new Option("mtbf", "0s", "mean time between failures of a device; 0s is never"),
                    new Option("fails_at", "0s", "when the device that works at first fails; 0s is not"),
                    new Option("repair", "4h", "how long it takes to mend a device"),
                    new Option("takeover", "4s", "how long the other takes to take over"),
                    new Option("mirrored", "true", "whether the other knows where connections went")),
            options -> {
                HardwareSettings settings = settings(options);
                return (client, draws) -> new HardwareBalancer(settings, draws);
            }));

    private static final List<CheckEntry> CHECKS = List.of(new CheckEntry(
            "haproxy",
            "in after some passes in a row, out after some failures in a row",
            "HAProxy, inter, fastinter, downinter, rise, fall",
            List.of(
                    new Option("interval", "2s", "between checks of a replica that is in"),
                    new Option("fast_interval", "0s", "while results have not yet decided; 0s is as interval"),
                    new Option("down_interval", "0s", "between checks of one that is out; 0s is as interval"),
                    new Option("timeout", "0s", "how long an answer may take; 0s is as interval"),
                    new Option("rise", "2", "how many passes in a row bring a replica in, 1 to 1000"),
                    new Option("fall", "3", "how many failures in a row take it out, 1 to 1000")),
            options -> {
                ServerCheck.Settings settings = check(options);
                return (known, draw) -> new ServerCheck(settings, known, draw);
            }));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public FixedBalancers() {}

    private static HardwareSettings settings(PolicyOptions options) {
        String method = options.oneOf("method", "least-connections", "round-robin", "source-hash");
        long persistence = options.nanos("persistence");
        return new HardwareSettings(
                List.of(Method.values())
                        .get(List.of("least-connections", "round-robin", "source-hash")
                                .indexOf(method)),
                persistence > 0,
                persistence,
                options.integer("sources", 1, 10_000_000),
                options.nanos("slow_start"),
                options.integer("connections", 0, Integer.MAX_VALUE),
                new PairSettings(
                        options.flag("pair"),
                        options.nanos("mtbf"),
                        options.nanos("repair"),
                        options.nanos("takeover"),
                        options.flag("mirrored"),
                        options.nanos("fails_at")));
    }

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public String summary() {
        return "balancers in front of fixed fleets";
    }

    @Override
    public List<CheckEntry> checks() {
        return CHECKS;
    }

    private static ServerCheck.Settings check(PolicyOptions options) {
        long interval = options.nanos("interval");
        return new ServerCheck.Settings(
                interval,
                or(options.nanos("fast_interval"), interval),
                or(options.nanos("down_interval"), interval),
                or(options.nanos("timeout"), interval),
                options.integer("rise", 1, 1000),
                options.integer("fall", 1, 1000));
    }

    private static long or(long nanos, long otherwise) {
        return nanos == 0 ? otherwise : nanos;
    }

    @Override
    public List<BalancerEntry> balancers() {
        return BALANCERS;
    }
}

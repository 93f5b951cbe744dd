package io.wavetank.policy.fixed.balance;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
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
    public List<BalancerEntry> balancers() {
        return BALANCERS;
    }
}

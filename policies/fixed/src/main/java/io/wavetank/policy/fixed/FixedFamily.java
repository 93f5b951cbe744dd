package io.wavetank.policy.fixed;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.Scheduler;
import java.util.List;

/** The table of the fixed fleet. */
public final class FixedFamily implements PolicyFamily {
    private static final List<PolicyEntry> POLICIES = List.of(new PolicyEntry(
            FleetText.NAME,
            "machines that have a role for good, spares, and an operator who replaces what breaks",
            "definition here",
            List.of(
                    new Option(
                            FleetText.ROLES,
                            "",
                            "what machines are there for, in their order, each takes (all, LABEL=VALUE, tenant=NAME,"
                                    + " priority>=N, or 'not ' and one of these), machines (how many; all that are left),"
                                    + " exclusive (true: one task on each); by default all are there for all"),
                    new Option("spares", "0", "how many machines, the last of all, stand by, 0 to 1000000"),
                    new Option("monitor", "60s", "how often monitoring looks at each machine"),
                    new Option("attempts", "3", "after how many failed looks it calls the operator, 1 to 100"),
                    new Option("operators", "1", "how many there are, each at one machine at a time, 1 to 1000"),
                    new Option("response", "15m", "mean time from the call until one has begun"),
                    new Option("response_sigma", "0.5", "spread of that, log-normal, 0 (none) to 3"),
                    new Option("set_up", "10m", "how long it takes to put a spare in the place of a machine"),
                    new Option("office_hours", "0-24", "from which hour to which hour the response holds"),
                    new Option("office_days", "7", "on how many days of the week, from Monday on, 1 to 7"),
                    new Option("first_day", "0", "what day the run begins on, at midnight, 0 (Monday) to 6"),
                    new Option("on_call", "0s", "mean response at any other time; 0s: not before the office opens")),
            options -> {
                FleetSettings settings = FleetText.settings(options);
                Scheduler.Factory factory = (cluster, draws) -> new FixedFleet(settings, cluster, draws);
                return factory;
            }));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public FixedFamily() {}

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public String summary() {
        return "the traditional fleet: static roles, spares, an operator";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}

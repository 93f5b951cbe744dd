package io.wavetank.policy.fixed;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.compose.OptionItems;
import io.wavetank.policy.compose.TaskFilter;
import java.util.ArrayList;
import java.util.List;

/** Reads the options of the fixed fleet. */
final class FleetText {
    static final String NAME = "fixed-fleet";
    static final String ROLES = "roles";
    private static final long HOUR = 3_600_000_000_000L;
    private static final int MOST_MACHINES = 1_000_000;

    private FleetText() {}

    static FleetSettings settings(PolicyOptions options) {
        long monitor = positive(options, "monitor");
        return new FleetSettings(
                roles(options.text(ROLES)),
                options.integer("spares", 0, MOST_MACHINES),
                monitor,
                options.integer("attempts", 1, 100),
                new OperatorSettings(
                        options.integer("operators", 1, 1000),
                        options.nanos("response"),
                        options.number("response_sigma", 0, 3),
                        options.nanos("on_call"),
                        options.nanos("set_up"),
                        hours(options)));
    }

    private static long positive(PolicyOptions options, String name) {
        long nanos = options.nanos(name);
        if (nanos == 0) {
            throw new IllegalArgumentException(
                    "Policy " + NAME + ", option " + name + ": a time above 0 expected, such as 60s");
        }
        return nanos;
    }

    private static List<Role> roles(String text) {
        List<Role> roles = new ArrayList<>();
        for (OptionItems item : OptionItems.of("Option " + ROLES, text)) {
            TaskFilter takes = TaskFilter.parse(item.where() + ", takes", item.text("takes", "all"));
            int machines = item.whole("machines", Role.REST, Role.REST, MOST_MACHINES);
            String exclusive = item.text("exclusive", "false");
            if (!List.of("true", "false").contains(exclusive)) {
                throw new IllegalArgumentException(
                        item.where() + ", exclusive: true or false expected, got '" + exclusive + "'");
            }
            item.allRead("takes, machines, exclusive");
            roles.add(new Role(takes, machines, exclusive.equals("true")));
        }
        return roles.isEmpty() ? List.of(new Role(TaskFilter.ALL, Role.REST, false)) : roles;
    }

    private static OfficeHours hours(PolicyOptions options) {
        String text = options.text("office_hours");
        String[] parts = text.split("-", -1);
        if (parts.length == 2 && parts[0].matches("\\d{1,2}") && parts[1].matches("\\d{1,2}")) {
            int from = Integer.parseInt(parts[0]);
            int to = Integer.parseInt(parts[1]);
            if (from < to && to <= 24) {
                return new OfficeHours(
                        from * HOUR,
                        to * HOUR,
                        options.integer("office_days", 1, 7),
                        options.integer("first_day", 0, 6));
            }
        }
        throw new IllegalArgumentException("Policy " + NAME
                + ", option office_hours: two hours of a day expected, such as 9-17, got '" + text + "'");
    }
}

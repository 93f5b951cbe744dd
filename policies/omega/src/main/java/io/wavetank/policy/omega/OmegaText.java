package io.wavetank.policy.omega;

import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.compose.OptionItems;
import io.wavetank.policy.compose.TaskFilter;
import java.util.ArrayList;
import java.util.List;

/** Reads the options of the family. */
final class OmegaText {
    static final String SCHEDULERS = "schedulers";
    private static final TaskFilter NONE = TaskFilter.parse("", "not all");
    private static final int MOST_COPIES = 1000;

    private OmegaText() {}

    static OmegaSettings omega(PolicyOptions options) {
        return new OmegaSettings(
                Architecture.SHARED_STATE,
                schedulers(options),
                options.oneOf("conflicts", "fit", "sequence").equals("sequence"),
                options.oneOf("commit", "incremental", "all-or-nothing").equals("all-or-nothing"));
    }

    static OmegaSettings twoLevel(PolicyOptions options) {
        return new OmegaSettings(Architecture.TWO_LEVEL, schedulers(options), false, false);
    }

    static OmegaSettings monolithic(PolicyOptions options) {
        String fast = options.text("fast");
        var think = new ThinkTime(nanos(options, "t_job"), nanos(options, "t_task"));
        var fastThink = new ThinkTime(nanos(options, "fast_t_job"), nanos(options, "fast_t_task"));
        var only = new SchedulerSpec(
                "all",
                TaskFilter.ALL,
                think,
                fast.isBlank() ? NONE : TaskFilter.parse("Policy monolithic, option fast", fast),
                fastThink);
        return new OmegaSettings(Architecture.SHARED_STATE, List.of(only), false, false);
    }

    private static long nanos(PolicyOptions options, String name) {
        return OptionItems.nanosOf("Policy monolithic, option " + name, options.text(name));
    }

    private static List<SchedulerSpec> schedulers(PolicyOptions options) {
        List<SchedulerSpec> specs = new ArrayList<>();
        List<OptionItems> items = OptionItems.of("Option " + SCHEDULERS, options.text(SCHEDULERS));
        for (OptionItems item : items) {
            String name = item.text("name", "scheduler" + (specs.size() + 1));
            if (!name.matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        item.where() + ", name: a word of lower case expected, got '" + name + "'");
            }
            if (specs.stream().anyMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException(item.where() + ": there are two schedulers '" + name + "'");
            }
            var think = new ThinkTime(item.nanos("t_job", "100ms"), item.nanos("t_task", "5ms"));
            var spec = new SchedulerSpec(
                    name, TaskFilter.parse(item.where() + ", takes", item.text("takes", "all")), think, NONE, think);
            int count = item.whole("count", 1, 1, MOST_COPIES);
            item.allRead("name, takes, t_job, t_task, count");
            for (int i = 0; i < count; i++) {
                specs.add(spec);
            }
        }
        if (specs.isEmpty()) {
            throw new IllegalArgumentException("Option " + SCHEDULERS + ": at least one scheduler expected");
        }
        return specs;
    }
}

package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.usage.RecordedUsage;
import io.wavetank.workload.usage.StatedUsage;
import io.wavetank.workload.usage.UsageRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns what a scenario says of the use that tasks make of what they ask for into a model. */
final class UsagePart {
    private UsagePart() {}

    /** Returns the model of a scenario whose files are found. */
    static UsageModel of(Section scenario) throws IOException, ScenarioException {
        if (!scenario.has("usage")) {
            return UsageModel.NONE;
        }
        Section usage = scenario.section("usage");
        if (!scenario.section("run").has("until")) {
            throw ScenarioException.of(
                    usage.place(), "usage is measured for ever; expected an end, such as run.until: 24h");
        }
        List<UsageRule> rules = new ArrayList<>();
        for (Section each : usage.sections("tasks")) {
            rules.add(rule(each));
        }
        var stated = usage.made(() ->
                new StatedUsage(rules, usage.whole("interval", Unit.DURATION), usage.whole("period", Unit.DURATION)));
        return usage.truth("recorded") ? recorded(scenario, usage, stated) : stated;
    }

    private static UsageRule rule(Section each) throws ScenarioException {
        var cpu = share(each, "cpu");
        var memory = share(each, "memory");
        return each.made(
                () -> new UsageRule(each.map("among"), cpu, memory, each.number("vary"), each.number("swing")));
    }

    /** Tasks use no more than they ask for: where most would, it was not meant as a share. */
    private static Distribution share(Section of, String key) throws ScenarioException {
        Distribution share = DistributionPart.of(of, key, Unit.COUNT);
        if (share.quantile(0.5) > 1) {
            throw ScenarioException.of(
                    of.place(key),
                    of.path() + "." + key
                            + " is a share of what a task asks for, and half of them would use more than all"
                            + " of it; expected a share of 0 to 1, such as 0.4");
        }
        return share;
    }

    private static UsageModel recorded(Section scenario, Section usage, StatedUsage otherwise)
            throws IOException, ScenarioException {
        Section workload = scenario.has("workload") ? scenario.section("workload") : null;
        if (workload == null || !workload.has("trace")) {
            throw ScenarioException.of(
                    usage.place("recorded"),
                    "usage.recorded is true, and the workload is no trace; expected 'workload.trace', or usage of"
                            + " 'tasks' alone");
        }
        Section part = workload.section("trace");
        Trace trace = TraceFormats.open(Path.of(part.text("file")), part.textOrNull("format"), TraceOptions.DEFAULT);
        if (!RecordedUsage.FORMATS.contains(trace.format().name())) {
            throw ScenarioException.of(
                    usage.place("recorded"),
                    "usage.recorded is true, and a trace of format "
                            + trace.format().name()
                            + " does not say what its tasks used; expected one of "
                            + String.join(" or ", RecordedUsage.FORMATS) + ", or usage of 'tasks' alone");
        }
        return RecordedUsage.read(trace, otherwise);
    }
}

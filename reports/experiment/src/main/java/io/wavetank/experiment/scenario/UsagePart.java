package io.wavetank.experiment.scenario;

import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.workload.TraceFormats;
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
        var cpu = DistributionPart.of(each, "cpu", Unit.COUNT);
        var memory = DistributionPart.of(each, "memory", Unit.COUNT);
        return each.made(
                () -> new UsageRule(each.map("among"), cpu, memory, each.number("vary"), each.number("swing")));
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

package io.wavetank.experiment.scenario;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.sim.scenario.Checkpointing;
import org.jspecify.annotations.Nullable;

/** Turns what a scenario says of checkpoints into a rule. */
final class CheckpointPart {
    private CheckpointPart() {}

    /** Returns the rule; null if no task saves what it has done. */
    static @Nullable Checkpointing of(Section policies) throws ScenarioException {
        if (!policies.has("checkpoint")) {
            return null;
        }
        Section part = policies.section("checkpoint");
        CheckpointRule rule = rule(part);
        boolean reckons = !(rule instanceof CheckpointRule.Fixed);
        if (reckons && !part.has("mtbf")) {
            throw ScenarioException.of(
                    part.place("interval"),
                    part.path() + ".interval is " + part.text("interval")
                            + ", and there is no 'mtbf' to reckon with; expected the mean time between failures of a node");
        }
        long mean = part.has("mtbf") ? part.whole("mtbf", Unit.DURATION) : Long.MAX_VALUE;
        return part.made(() -> new Checkpointing(
                rule,
                part.whole("cost", Unit.DURATION),
                part.whole("restart", Unit.DURATION),
                mean,
                part.truth("at_end"),
                part.truth("on_notice"),
                part.map("among")));
    }

    private static CheckpointRule rule(Section part) throws ScenarioException {
        String interval = part.text("interval");
        if (interval.equals("young")) {
            return new CheckpointRule.Young();
        }
        return interval.equals("daly")
                ? new CheckpointRule.Daly()
                : part.made(() -> new CheckpointRule.Fixed(part.whole("interval", Unit.DURATION)));
    }
}

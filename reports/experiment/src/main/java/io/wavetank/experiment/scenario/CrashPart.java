package io.wavetank.experiment.scenario;

import io.wavetank.policy.RestartBackOff;
import io.wavetank.sim.scenario.Crashes;
import java.util.List;

/** Turns what a scenario says of tasks that crash into a rule. */
final class CrashPart {
    private CrashPart() {}

    /** Returns the rule; its name is unlike that of those before. */
    static Crashes of(Section fault, List<Crashes> before) throws ScenarioException {
        Section restart = fault.section("restart");
        boolean job = restart.text("as").equals("job");
        RestartBackOff own = job ? RestartBackOff.JOB : RestartBackOff.KUBELET;
        RestartBackOff backOff = restart.made(() -> new RestartBackOff(
                own.inPlace(),
                own.firstAtOnce(),
                time(restart, "first", own.firstNanos()),
                time(restart, "longest", own.longestNanos()),
                time(restart, "reset", own.resetNanos()),
                restart.has("attempts") ? (int) restart.whole("attempts") : own.attempts()));
        return new Crashes(
                "crash " + before.size(),
                fault.map("crash"),
                new FailureProcessPart.Drawn(DistributionPart.of(fault, "after", Unit.DURATION)),
                fault.whole("from", Unit.TIME),
                fault.has("until") ? fault.whole("until", Unit.TIME) : Long.MAX_VALUE,
                backOff,
                (int) fault.whole("exit_code"));
    }

    private static long time(Section restart, String key, long otherwise) {
        return restart.has(key) ? restart.whole(key, Unit.DURATION) : otherwise;
    }
}

package io.wavetank.experiment.service;

import io.wavetank.report.alert.AlertHistory;
import io.wavetank.report.alert.AlertRule;
import io.wavetank.report.alert.OpenMetrics;
import io.wavetank.report.alert.RequestTimeline;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an operator of each arm would have been told, and what its metrics would have been. */
final class Alerting {
    private static final long SECOND = 1_000_000_000L;
    private static final long EVERY = 5 * SECOND;

    /** Errors for half a minute; and a budget of 99.9 % over windows cut down to the length of the run (the workbook's are 1 h and 5 min). */
    private static final List<AlertRule> RULES = List.of(
            new AlertRule.Threshold(
                    "more than 5 % errors for 15 s",
                    AlertRule.Measure.ERROR_SHARE, 10 * SECOND, true, 0.05, 15 * SECOND),
            new AlertRule.BurnRate(
                    "99.9 % burns 14.4 times too fast",
                    0.999, List.of(new AlertRule.BurnRate.Windows(60 * SECOND, 5 * SECOND, 14.4))));

    private Alerting() {}

    /** Which alerts fired when. */
    static DemoFindings.Table table(Map<String, TrafficResult> arms) {
        List<List<String>> rows = new ArrayList<>();
        arms.forEach((arm, result) -> {
            var timeline = new RequestTimeline(result.timeline());
            for (AlertRule rule : RULES) {
                for (AlertHistory.Firing firing : AlertHistory.of(rule, timeline, EVERY)) {
                    rows.add(List.of(
                            arm,
                            firing.alert(),
                            clock(firing.firedNanos()),
                            firing.open() ? "fires at the end" : clock(firing.endedNanos())));
                }
            }
        });
        return new DemoFindings.Table(
                "alerts", "Alerts that fired, looked at every 5 s", List.of("Arm", "alert", "from", "to"), rows);
    }

    /** The metrics of all arms at some instants. */
    static List<DemoFindings.TextFile> metrics(Map<String, TrafficResult> arms, List<Long> instants) {
        List<DemoFindings.TextFile> files = new ArrayList<>();
        for (long instant : instants) {
            arms.forEach((arm, result) -> files.add(new DemoFindings.TextFile(
                    "metrics-" + file(arm) + "-" + instant / SECOND + "s.txt",
                    OpenMetrics.of(new RequestTimeline(result.timeline()), Map.of("arm", arm), instant))));
        }
        return files;
    }

    /** A name as part of a file's. */
    static String file(String arm) {
        return arm.replace(", ", "-").replace(' ', '-');
    }

    private static String clock(long nanos) {
        long seconds = nanos / SECOND;
        String rest = Figures.count(seconds % 60);
        return seconds / 60 + ":" + (rest.length() < 2 ? "0" + rest : rest);
    }
}

package io.wavetank.experiment;

import io.wavetank.report.alert.AlertHistory;
import io.wavetank.report.alert.AlertRule;
import io.wavetank.report.alert.OpenMetrics;
import io.wavetank.report.alert.RequestTimeline;
import io.wavetank.report.result.FiredAlert;
import io.wavetank.sim.traffic.TrafficResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When somebody is called, and at which instants metrics are kept.
 *
 * @param rules which alerts there are
 * @param everyNanos how often they are looked at
 * @param instants at which the metrics are written, in nanoseconds
 */
public record Alerting(List<AlertRule> rules, long everyNanos, List<Long> instants) {
    /** Copies the lists. */
    public Alerting {
        rules = List.copyOf(rules);
        instants = List.copyOf(instants);
    }

    /** Which alerts fired when, rule by rule. */
    List<FiredAlert> fired(TrafficResult requests) {
        List<FiredAlert> fired = new ArrayList<>();
        if (!rules.isEmpty()) {
            var timeline = new RequestTimeline(requests.timeline());
            for (AlertRule rule : rules) {
                AlertHistory.of(rule, timeline, everyNanos)
                        .forEach(each -> fired.add(new FiredAlert(each.alert(), each.firedNanos(), each.endedNanos())));
            }
        }
        return fired;
    }

    /** The name of the file of an instant: seconds, with as many decimals as it has. */
    static String metricsFile(long instantNanos) {
        String seconds =
                BigDecimal.valueOf(instantNanos, 9).stripTrailingZeros().toPlainString();
        return "metrics-" + seconds + "s.txt";
    }

    /** Writes the metrics of a run into its folder, a file for each instant. */
    void writeMetrics(Path folder, String arm, TrafficResult requests) throws IOException {
        for (long instant : instants) {
            String text = OpenMetrics.of(new RequestTimeline(requests.timeline()), Map.of("arm", arm), instant);
            Files.writeString(folder.resolve(metricsFile(instant)), text, StandardCharsets.UTF_8);
        }
    }
}

package io.wavetank.experiment.scenario;

import io.wavetank.experiment.Alerting;
import io.wavetank.report.alert.AlertRule;
import java.util.ArrayList;
import java.util.List;

/** Reads the alerts of a scenario's traffic, and when its metrics are kept. */
final class AlertsPart {
    private AlertsPart() {}

    /** Returns what stands under {@code traffic}, of which a row over time is so long. */
    static Alerting of(Section traffic, long untilNanos, long stepNanos) throws ScenarioException {
        List<AlertRule> rules = new ArrayList<>();
        for (Section each : traffic.sections("alerts")) {
            String name = each.text("name");
            if (rules.stream().anyMatch(other -> other.name().equals(name))) {
                throw fault(each, "name", "'" + name + "' is there twice; expected each once");
            }
            rules.add(each.has("slo") ? burnRate(each, name, stepNanos) : threshold(each, name, stepNanos));
        }
        List<Long> instants = new ArrayList<>();
        for (Value each : traffic.list("metrics_at")) {
            long at = Unit.DURATION.whole(Section.text(each));
            if (at > untilNanos) {
                throw ScenarioException.of(
                        each.place(),
                        traffic.path() + ".metrics_at: " + Unit.duration(at) + " is after the end of the run at "
                                + Unit.duration(untilNanos) + "; expected an earlier time");
            }
            instants.add(at);
        }
        return new Alerting(rules, traffic.whole("alerts_every", Unit.DURATION), instants);
    }

    private static AlertRule threshold(Section alert, String name, long stepNanos) throws ScenarioException {
        if (alert.has("above") == alert.has("below")) {
            throw fault(alert, "name", "an alert has a threshold; expected one of 'above', 'below' and 'slo'");
        }
        boolean above = alert.has("above");
        AlertRule.Measure measure = switch (alert.text("measure")) {
            case "goodput" -> AlertRule.Measure.GOODPUT;
            case "p99" -> AlertRule.Measure.P99_SECONDS;
            default -> AlertRule.Measure.ERROR_SHARE;
        };
        return alert.made(() -> new AlertRule.Threshold(
                name,
                measure,
                window(alert, "over", stepNanos),
                above,
                alert.number(above ? "above" : "below"),
                alert.whole("for", Unit.DURATION)));
    }

    private static AlertRule burnRate(Section alert, String name, long stepNanos) throws ScenarioException {
        List<AlertRule.BurnRate.Windows> windows = new ArrayList<>();
        for (Section each : alert.sections("windows")) {
            windows.add(each.made(() -> new AlertRule.BurnRate.Windows(
                    window(each, "long", stepNanos), window(each, "short", stepNanos), each.number("rate"))));
        }
        return windows.isEmpty()
                ? alert.made(() -> AlertRule.BurnRate.page(name, alert.number("slo")))
                : alert.made(() -> new AlertRule.BurnRate(name, alert.number("slo"), windows));
    }

    /** A window over rows of a time line is as long as one of them at least. */
    private static long window(Section of, String key, long stepNanos) {
        long nanos = of.whole(key, Unit.DURATION);
        if (nanos < stepNanos) {
            throw new IllegalArgumentException("'" + key + "' is " + Unit.duration(nanos)
                    + ", and the run is kept in rows of " + Unit.duration(stepNanos) + "; expected as much or more");
        }
        return nanos;
    }

    private static ScenarioException fault(Section of, String key, String what) {
        return ScenarioException.of(of.place(key), of.path() + "." + key + ": " + what);
    }
}

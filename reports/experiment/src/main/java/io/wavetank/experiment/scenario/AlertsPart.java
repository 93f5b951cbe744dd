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
            checkKind(each);
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
        long every = traffic.whole("alerts_every", Unit.DURATION);
        if (every == 0) {
            throw fault(traffic, "alerts_every", "it is 0, so that nobody would look; expected a time above 0");
        }
        return new Alerting(rules, every, instants);
    }

    /** An alert is about a measure or about an objective, and each has what belongs to it. */
    private static void checkKind(Section alert) throws ScenarioException {
        for (String other : List.of("above", "below")) {
            if (alert.has("slo") && alert.has(other)) {
                throw fault(alert, other, "there is 'slo' too; expected one of 'above', 'below' and 'slo'");
            }
        }
        if (!alert.has("slo") && !alert.list("windows").isEmpty()) {
            throw fault(alert, "windows", "they are those of an objective, and there is none; expected 'slo'");
        }
        for (Section each : alert.sections("windows")) {
            if (each.whole("short", Unit.DURATION) > each.whole("long", Unit.DURATION)) {
                throw fault(
                        each, "short", "it is longer than 'long'; expected a shorter one, so that the alert ends soon");
            }
        }
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

package io.wavetank.experiment.scenario;

import io.wavetank.report.result.Figures;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Batches;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Mmpp;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Paced;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.arrival.Renewal;
import io.wavetank.workload.generate.arrival.Surge;
import io.wavetank.workload.generate.arrival.Surges;
import java.util.ArrayList;
import java.util.List;

/** Turns the description of an arrival process into one: the process, then its surges, then batches. */
final class ArrivalsPart {
    private static final int MOST_CHANGES = 10_000;

    private ArrivalsPart() {}

    static Arrivals of(Section arrivals) throws ScenarioException {
        Arrivals process = arrivals.text("process").equals("at-start")
                ? arrivals.made(() -> new AtStart(arrivals.whole("count")))
                : surged(arrivals);
        if (!arrivals.has("batch")) {
            return process;
        }
        var size = DistributionPart.of(arrivals, "batch", Unit.COUNT);
        DistributionPart.whole(arrivals, "batch", size);
        return arrivals.made(() -> new Batches(process, size));
    }

    private static Arrivals surged(Section arrivals) throws ScenarioException {
        Paced base = paced(arrivals);
        List<Surge> surges = new ArrayList<>();
        for (Section surge : arrivals.sections("surges")) {
            surges.add(surge.made(() -> new Surge(
                    surge.number("at", Unit.DURATION),
                    surge.number("duration", Unit.DURATION),
                    surge.number("factor"))));
        }
        return surges.isEmpty() ? base : new Surges(base, surges);
    }

    private static Paced paced(Section arrivals) throws ScenarioException {
        Paced process = process(arrivals);
        double changes = changesPerSecond(process) / process.meanRatePerSecond();
        if (changes > MOST_CHANGES) {
            throw ScenarioException.of(
                    arrivals.place(),
                    arrivals.path() + " changes its rate more than " + Figures.count(MOST_CHANGES)
                            + " times from one arrival to the next, as good as not at all; expected states that last"
                            + " longer, or process: poisson with the mean rate");
        }
        return process;
    }

    /** How often the rate changes at random, each time at some cost. */
    private static double changesPerSecond(Paced process) {
        if (process instanceof Mmpp chain) {
            return chain.changesPerSecond();
        }
        double sum = 0;
        if (process instanceof Cox cox) {
            for (Modulation each : cox.modulations()) {
                sum += each instanceof Modulation.States states
                        ? states.chain().changesPerSecond()
                        : 1 / ((Modulation.LogGaussian) each).stepSeconds();
            }
        }
        return sum;
    }

    private static Paced process(Section arrivals) throws ScenarioException {
        return switch (arrivals.text("process")) {
            case "poisson" -> arrivals.made(() -> new Poisson(arrivals.number("rate", Unit.RATE)));
            case "cyclic" -> cyclic(arrivals);
            case "cox" -> {
                Cyclic cycle = cyclic(arrivals);
                List<Modulation> modulations = new ArrayList<>();
                for (Section each : arrivals.sections("modulations")) {
                    modulations.add(modulation(each));
                }
                yield arrivals.made(() -> new Cox(cycle, modulations));
            }
            case "mmpp" -> mmpp(arrivals);
            case "renewal" -> {
                var gap = DistributionPart.of(arrivals, "gap", Unit.DURATION);
                yield arrivals.made(() -> new Renewal(gap, arrivals.number("speed")));
            }
            default -> throw new IllegalStateException("The schema let pass an arrival process");
        };
    }

    private static Cyclic cyclic(Section arrivals) throws ScenarioException {
        DayShape day = day(arrivals.section("day"));
        return arrivals.made(() -> new Cyclic(
                arrivals.number("rate", Unit.RATE),
                day,
                arrivals.numbers("weekday_factors"),
                arrivals.number("start_hour")));
    }

    private static Modulation modulation(Section factor) throws ScenarioException {
        if (factor.has("sigma")) {
            return factor.made(() -> new Modulation.LogGaussian(
                    factor.number("sigma"),
                    factor.number("correlation_time", Unit.DURATION),
                    factor.number("step", Unit.DURATION)));
        }
        List<Mmpp.State> states = new ArrayList<>();
        for (Section state : factor.sections("states")) {
            states.add(state.made(
                    () -> new Mmpp.State(state.number("factor"), state.number("mean_sojourn", Unit.DURATION))));
        }
        List<List<Double>> rows = transitions(factor);
        return factor.made(() -> new Modulation.States(new Mmpp(states, rows)));
    }

    private static DayShape day(Section day) throws ScenarioException {
        return day.made(() -> day.has("hourly")
                ? new DayShape.Hourly(day.numbers("hourly"))
                : new DayShape.Sinusoid(day.number("swing"), day.number("peak_hour")));
    }

    private static Mmpp mmpp(Section arrivals) throws ScenarioException {
        List<Mmpp.State> states = new ArrayList<>();
        for (Section state : arrivals.sections("states")) {
            states.add(state.made(() ->
                    new Mmpp.State(state.number("rate", Unit.RATE), state.number("mean_sojourn", Unit.DURATION))));
        }
        List<List<Double>> transitions = transitions(arrivals);
        return arrivals.made(() -> new Mmpp(states, transitions));
    }

    private static List<List<Double>> transitions(Section of) {
        List<List<Double>> transitions = new ArrayList<>();
        for (Value row : of.list("transitions")) {
            transitions.add(
                    row instanceof Value.Items weights
                            ? weights.values().stream().map(Section::number).toList()
                            : List.of());
        }
        return transitions;
    }
}

package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.DelaySpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/** Reads how many requests come over time: always the same, by the time of day or by the hour, or as recorded. */
final class LoadPart {
    private static final String LOAD = "load";
    private static final String FILE = "file";
    private static final long MINUTE = 60_000_000_000L;
    private static final int HOURS_A_DAY = 24;
    private static final int MINUTES_A_DAY = HOURS_A_DAY * 60;

    private LoadPart() {}

    /** Returns the scenario with each file of rates named from where Wavetank is started. */
    static Entries located(Entries scenario, Path folder) throws ScenarioException {
        Entries located = located(scenario, "services", "services", folder);
        return located.get("traffic") instanceof Entries traffic
                ? located.with("traffic", located(traffic, "requests", "traffic.requests", folder))
                : located;
    }

    private static Entries located(Entries of, String key, String path, Path folder) throws ScenarioException {
        if (!(of.get(key) instanceof Items items)) {
            return of;
        }
        List<Value> located = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            Value each = items.values().get(i);
            located.add(
                    each instanceof Entries entry
                                    && entry.get(LOAD) instanceof Entries load
                                    && load.get(FILE) instanceof Text
                            ? entry.with(LOAD, located(Section.of(load, path + "." + i + "." + LOAD), folder))
                            : each);
        }
        return of.with(key, new Items(items.place(), located));
    }

    private static Entries located(Section load, Path folder) throws ScenarioException {
        Path file = folder.resolve(load.text(FILE)).normalize();
        if (!Files.exists(file)) {
            throw ScenarioException.of(
                    load.place(FILE),
                    "there is no file " + file
                            + "; expected one of request rates, its name relative to the scenario's folder");
        } else if (Files.isDirectory(file)) {
            throw ScenarioException.of(load.place(FILE), file + " is a folder; expected a file of request rates");
        }
        return load.entries().with(FILE, new Text(load.place(FILE), file.toString(), false));
    }

    /** The files of rates that a scenario reads, named from where Wavetank is started. */
    static List<Path> files(Entries scenario) {
        List<Path> files = new ArrayList<>(files(scenario, "services"));
        if (scenario.get("traffic") instanceof Entries traffic) {
            files.addAll(files(traffic, "requests"));
        }
        return files;
    }

    private static List<Path> files(Entries of, String key) {
        List<Path> files = new ArrayList<>();
        if (of.get(key) instanceof Items items) {
            for (Value each : items.values()) {
                if (each instanceof Entries entry
                        && entry.get(LOAD) instanceof Entries load
                        && load.get(FILE) instanceof Text file) {
                    files.add(Path.of(file.text()));
                }
            }
        }
        return files;
    }

    /** Returns the rates; {@code name} is the subject of the noise. The file is named from where Wavetank is started. */
    static RateSeries of(Section load, String name, long seed) throws ScenarioException {
        if (load.has("rate")) {
            double rate = load.number("rate", Unit.RATE);
            return load.made(() -> RateSeries.constant(rate));
        }
        if (load.has("hourly")) {
            return hourly(load, name, seed);
        }
        return load.has("daily") ? daily(load, name, seed) : recorded(load);
    }

    private static RateSeries daily(Section load, String name, long seed) throws ScenarioException {
        double mean = load.number("daily", Unit.RATE);
        double swing = load.number("swing");
        double peak = load.whole("peak_at", Unit.TIME) / (double) MINUTE;
        return byTheMinute(load, name, seed, minute -> {
            double angle = 2 * Math.PI * (minute - peak) / MINUTES_A_DAY;
            return mean * (1 + swing * StrictMath.cos(angle));
        });
    }

    private static RateSeries hourly(Section load, String name, long seed) throws ScenarioException {
        double mean = load.number("mean", Unit.RATE);
        double[] weights =
                load.numbers("hourly").stream().mapToDouble(Double::doubleValue).toArray();
        double all = DoubleStream.of(weights).sum();
        if (!(all > 0)) {
            throw ScenarioException.of(
                    load.place("hourly"), load.path() + ".hourly is 0 at every hour; expected a weight above 0");
        }
        return byTheMinute(load, name, seed, minute -> {
            double hour = (minute + 0.5) / 60 + HOURS_A_DAY - 0.5;
            int before = (int) hour;
            double share = hour - before;
            double weight = (1 - share) * weights[before % HOURS_A_DAY] + share * weights[(before + 1) % HOURS_A_DAY];
            return mean * HOURS_A_DAY * weight / all;
        });
    }

    private static RateSeries byTheMinute(Section load, String name, long seed, IntToDoubleFunction rate)
            throws ScenarioException {
        var noise = new DelaySpec(1_000_000, load.number("noise"));
        Draws draws = new Draws(seed, 0).stream("load").stream(name);
        double[] rates = new double[MINUTES_A_DAY];
        for (int minute = 0; minute < MINUTES_A_DAY; minute++) {
            rates[minute] = rate.applyAsDouble(minute) * noise.nanos(draws, minute) / 1e6;
        }
        return load.made(() -> new RateSeries(MINUTE, rates));
    }

    private static RateSeries recorded(Section load) throws ScenarioException {
        try {
            return read(load, Path.of(load.text("file")));
        } catch (IOException e) {
            String file = load.text(FILE);
            String said = String.valueOf(e.getMessage());
            throw ScenarioException.of(
                    load.place(FILE), (said.startsWith(file) ? said : file + ": " + said) + "; expected request rates");
        }
    }

    private static RateSeries read(Section load, Path file) throws ScenarioException, IOException {
        long from = load.whole("from", Unit.DURATION);
        long length = load.whole("for", Unit.DURATION);
        double scale = load.number("scale");
        List<Double> rates = new ArrayList<>();
        long step = 0;
        long first = -1;
        try (var samples = TraceFormats.open(file, load.textOrNull("format"), TraceOptions.DEFAULT)
                .records(RecordType.RATES)) {
            for (RateSample each = samples.next(); each != null; each = samples.next()) {
                first = first < 0 ? each.atNanos() : first;
                step = step == 0 ? each.lengthNanos() : step;
                long at = each.atNanos() - first - from;
                if (at >= 0 && at < length && step > 0) {
                    int place = (int) (at / step);
                    while (rates.size() < place) { // an interval that is missing is as the one before
                        rates.add(rates.isEmpty() ? 0.0 : rates.get(rates.size() - 1));
                    }
                    if (rates.size() == place) {
                        rates.add(each.count() * scale / (step / 1e9));
                    }
                }
            }
        }
        if (rates.isEmpty()) {
            throw ScenarioException.of(
                    load.place("from"), file + " has no rates from " + load.text("from") + " on; expected less");
        }
        long stepNanos = step;
        return load.made(() -> new RateSeries(
                stepNanos, rates.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}

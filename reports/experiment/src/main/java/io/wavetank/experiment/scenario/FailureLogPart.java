package io.wavetank.experiment.scenario;

import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.experiment.scenario.Value.Items;
import io.wavetank.experiment.scenario.Value.Text;
import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.FaultScript;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns a log of failures, or of machines that came and went, into outages of nodes. */
final class FailureLogPart {
    private FailureLogPart() {}

    /** Returns the scenario with each log named from where Wavetank was started, with its format and digest. */
    static Entries located(Entries scenario, Path folder) throws IOException, ScenarioException {
        if (!(scenario.get("faults") instanceof Items faults)) {
            return scenario;
        }
        List<Value> located = new ArrayList<>();
        for (int i = 0; i < faults.values().size(); i++) {
            Value each = faults.values().get(i);
            located.add(
                    each instanceof Entries fault && fault.get("log") != null
                            ? located(Section.of(fault, "faults." + i), folder)
                            : each);
        }
        return scenario.with("faults", new Items(faults.place(), located));
    }

    private static Entries located(Section fault, Path folder) throws IOException, ScenarioException {
        Path file = folder.resolve(fault.text("log")).normalize();
        if (!Files.exists(file)) {
            throw ScenarioException.of(
                    fault.place("log"),
                    "there is no file " + file + "; expected one, its name relative to the scenario's folder");
        }
        Trace trace = open(fault, file);
        String wanted = fault.textOrNull("sha256");
        if (wanted != null && !wanted.equals(trace.sha256())) {
            throw ScenarioException.of(
                    fault.place("sha256"),
                    fault.path() + ".log has changed: its SHA-256 is " + trace.sha256()
                            + "; expected the file of this digest, or no 'sha256'");
        }
        Place place = fault.place();
        return fault.entries()
                .with("log", new Text(place, file.toString(), false))
                .with("format", new Text(place, trace.format().name(), false))
                .with("sha256", new Text(place, trace.sha256(), false));
    }

    private static Trace open(Section fault, Path file) throws IOException, ScenarioException {
        String format = fault.textOrNull("format");
        if (format != null && !TraceFormats.names().contains(format)) {
            throw ScenarioException.of(
                    fault.place("format"),
                    "unknown format '" + format + "'; expected one that 'wavetank traces' lists"
                            + Checker.meant(format, TraceFormats.names()));
        }
        return TraceFormats.open(file, format, TraceOptions.DEFAULT);
    }

    /**
     * Returns the outages that the log tells of, in the order in which they begin.
     *
     * @param endNanos when the run ends at the latest; what begins later is left out
     * @param draws by which nodes and repairs are drawn that the log does not name
     */
    static List<FaultScript.Outage> outages(Section fault, ClusterSpec cluster, long endNanos, Draws draws)
            throws IOException, ScenarioException {
        Trace trace = open(fault, Path.of(fault.text("log")));
        List<RecordedOutage> log = RecordedOutage.read(trace, fault);
        log.sort(Comparator.comparingLong(RecordedOutage::fromNanos).thenComparing(RecordedOutage::component));
        boolean calendar = trace.originNanos() != 0 || !trace.hasTasks();
        long first = calendar && !trace.hasTasks() ? log.get(0).fromNanos() : trace.originNanos();
        long origin = Math.addExact(first, fault.whole("skip", Unit.DURATION));
        var nodes = new RecordedNodes(log, cluster, fault, draws);
        List<FaultScript.Outage> outages = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            RecordedOutage each = log.get(i);
            long to = repaired(each, i, fault, draws);
            List<Integer> hit = nodes.of(each, i);
            if (to >= origin && each.fromNanos() - origin < endNanos && !hit.isEmpty()) {
                outages.add(new FaultScript.NodesDown(
                        nodes.name(each, hit) + " down" + (each.cause().isEmpty() ? "" : ", " + each.cause()),
                        Math.max(0, each.fromNanos() - origin),
                        to == FaultScript.FOR_EVER ? to : to - origin,
                        hit));
            }
        }
        if (outages.isEmpty()) {
            throw ScenarioException.of(
                    fault.place("log"),
                    fault.path() + ".log tells of no failure between the start of the run and its end; expected less"
                            + " to 'skip', or another log");
        }
        return outages;
    }

    private static long repaired(RecordedOutage each, int number, Section fault, Draws draws) throws ScenarioException {
        if (each.toNanos() >= 0) {
            return each.toNanos();
        }
        if (!fault.has("repair")) {
            throw ScenarioException.of(
                    fault.place("log"),
                    fault.path() + ".log does not say when '" + each.component()
                            + "' was mended; expected 'repair', how long that takes");
        }
        var time = new FailureProcessPart.Drawn(DistributionPart.of(fault, "repair", Unit.DURATION));
        return Math.addExact(each.fromNanos(), time.nanos(draws.uniform(number, 0)));
    }
}

package io.wavetank.experiment.scenario;

import io.wavetank.experiment.Digests;
import io.wavetank.experiment.scenario.Value.Entries;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Paced;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with a model of a workload, as {@code wavetank trace fit} writes them and people may: of tasks, or of request rates.
 *
 * @param source where it is from, in words
 * @param workload the tasks; null if it is about rates
 * @param rates the request rates; null if it is about tasks
 * @param cluster what it is meant for; null if it does not say
 * @param sha256 the digest of the file
 */
public record ModelFile(
        String source,
        @Nullable GeneratedWorkload workload,
        @Nullable RateSeries rates,
        @Nullable ClusterSpec cluster,
        String sha256) {
    /** Whether a name in a scenario or on the command line means a file, and no model that comes along. */
    public static boolean isFile(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /**
     * Reads a model.
     *
     * @throws ScenarioException if anything is wrong in it, with all faults that were found
     * @throws IOException if it cannot be read
     */
    public static ModelFile read(Path file) throws IOException, ScenarioException {
        List<Fault> faults = new ArrayList<>();
        Value checked = new Checker(faults).check(YamlReader.read(file, faults), Schema.model());
        if (!faults.isEmpty() || !(checked instanceof Entries entries)) {
            throw new ScenarioException(faults.stream().map(ModelFile::ofModel).toList());
        }
        Section model = Section.of(entries, "");
        if (model.has("generate") == model.has("rates")) {
            throw ScenarioException.of(
                    model.place(),
                    model.has("rates")
                            ? "the model has both 'generate' and 'rates'; expected one of them"
                            : "the model makes nothing; expected 'generate' for tasks, or 'rates'");
        }
        String name = String.valueOf(file.getFileName());
        GeneratedWorkload tasks = model.has("generate") ? tasks(model.section("generate"), name) : null;
        RateSeries rates = model.has("rates") ? rates(model.section("rates"), name) : null;
        return new ModelFile(model.text("source"), tasks, rates, cluster(model), Digests.sha256(file));
    }

    /** What is wrong at the top of the file is wrong in the model. */
    private static Fault ofModel(Fault fault) {
        return new Fault(fault.place(), fault.message().replaceFirst("\\bthe scenario\\b", "the model"));
    }

    private static GeneratedWorkload tasks(Section generate, String name) throws ScenarioException {
        if (generate.has("load")) {
            throw ScenarioException.of(
                    generate.place("load"),
                    "generate.load is a share of a cluster, which a model does not have; expected 'load' in the"
                            + " scenario that uses it");
        }
        return GeneratorPart.of(generate, name, ClusterSpec.pool(1));
    }

    private static RateSeries rates(Section part, String name) throws ScenarioException {
        Arrivals arrivals = ArrivalsPart.of(part.section("arrivals"));
        if (!(arrivals instanceof Paced paced)) {
            throw ScenarioException.of(
                    part.place("arrivals"),
                    "rates.arrivals has no rate that could be counted; expected a process without surges and batches");
        }
        return part.made(() -> new RateSeries(name, paced, part.number("interval", Unit.DURATION)));
    }

    private static @Nullable ClusterSpec cluster(Section model) throws IOException, ScenarioException {
        if (!model.has("cluster")) {
            return null;
        }
        Section cluster = model.section("cluster");
        if (cluster.has("processors")) {
            return ClusterSpec.pool((int) cluster.whole("processors"));
        } else if (cluster.has("nodes")) {
            return ClusterPart.of(cluster);
        }
        throw ScenarioException.of(
                cluster.place(), "a model's cluster stands in its file; expected 'nodes' or 'processors'");
    }

    /**
     * Returns the file of a model of tasks.
     *
     * @param source where it is from, in words
     * @param processors how many the pool has that it is meant for; 0 if it is meant for none
     * @param remarks lines of comment above it
     */
    public static String text(GeneratedWorkload workload, String source, long processors, List<String> remarks) {
        String cluster = processors > 0 ? "{processors: " + processors + "}" : "";
        return ModelText.of(workload, source, cluster, remarks);
    }

    /** Returns the file of a model of request rates. */
    public static String text(RateSeries series, String source, List<String> remarks) {
        return ModelText.of(series, source, remarks);
    }
}

package io.wavetank.experiment.architecture;

import io.wavetank.experiment.Workers;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.result.Estimate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Several arms over the values of one parameter, each of them run with the same workloads: replication by replication what one arm makes of a
 * workload can be held against what another makes of it.
 */
public final class Sweep {
    /** What is swept. */
    public interface Study {
        /** The study in a line. */
        String title();

        /** What the parameter is. */
        String parameter();

        /** Whether charts have logarithmic axes; then the parameter is a time in seconds. */
        boolean logarithmic();

        /** The arms. */
        List<String> arms();

        /** The values of the parameter. */
        double[] values();

        /** The figures that a run gives, by name. */
        Map<String, Figure> figures();

        /** What was published, to be held against the differences. */
        List<Direction> directions();

        /** Runs an arm at a value of the parameter. */
        Map<String, Double> run(String arm, double value, long seed, int replication) throws IOException;
    }

    /**
     * What a figure is.
     *
     * @param meaning in words
     * @param axis what an axis that shows it is labelled, without the unit
     * @param quantity decides the unit
     */
    public record Figure(String meaning, String axis, Quantity quantity) {}

    /** A point of the sweep: an arm at a value of the parameter. */
    public record Point(String arm, double value) {}

    /**
     * What was published: that a figure is less at one point than at another.
     *
     * @param claim in words
     * @param figure which figure
     * @param less where it is less
     * @param more where it is more
     */
    public record Direction(String claim, String figure, Point less, Point more) {}

    /** One run to be made. */
    private record Job(String arm, double value, int replication) {}

    private final Study study;
    private final int replications;
    private final SortedMap<String, double[]> found = new TreeMap<>();

    private Sweep(Study study, int replications) {
        this.study = study;
        this.replications = replications;
    }

    /** Runs all arms over all values. */
    public static Sweep of(Study study, long seed, int replications, int workers) throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (String arm : study.arms()) {
            for (double value : study.values()) {
                for (int replication = 0; replication < replications; replication++) {
                    jobs.add(new Job(arm, value, replication));
                }
            }
        }
        List<Map<String, Double>> results =
                Workers.inOrder(workers, jobs, job -> study.run(job.arm(), job.value(), seed, job.replication()));
        var sweep = new Sweep(study, replications);
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            for (String figure : study.figures().keySet()) {
                double[] values = sweep.found.computeIfAbsent(
                        key(figure, new Point(job.arm(), job.value())), name -> new double[replications]);
                values[job.replication()] = results.get(i).getOrDefault(figure, Double.NaN);
            }
        }
        return sweep;
    }

    private static String key(String figure, Point point) {
        return figure + "|" + point.arm() + "|" + point.value();
    }

    /** The study. */
    public Study study() {
        return study;
    }

    /** How often each point was run. */
    public int replications() {
        return replications;
    }

    /** Returns a figure at a point, a value for each replication. */
    public double[] values(String figure, Point point) {
        double[] values = found.get(key(figure, point));
        if (values == null) {
            throw new IllegalArgumentException("The sweep has no " + key(figure, point));
        }
        return values.clone();
    }

    /** Returns a figure at a point with its interval. */
    public Estimate estimate(String figure, Point point) {
        return Estimate.of(Arrays.stream(values(figure, point)));
    }

    /** Returns by how much a figure is more where a direction says so, replication by replication, with its interval. */
    public Estimate difference(Direction direction) {
        double[] less = values(direction.figure(), direction.less());
        double[] more = values(direction.figure(), direction.more());
        return Estimate.of(IntStream.range(0, less.length).mapToDouble(i -> more[i] - less[i]));
    }

    /** Whether a direction is shown: the interval of the difference lies above 0. */
    public boolean shows(Direction direction) {
        Estimate difference = difference(direction);
        return difference.isNotZero() && difference.mean() > 0;
    }
}

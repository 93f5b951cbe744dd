package io.wavetank.report.page;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Estimate;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.Headline;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What came out, in a sentence that goes no further than the numbers: extremes are named only where each figure is known well enough to say
 * which is which.
 *
 * @param sentence the finding
 * @param caveat how far it carries
 */
record Finding(String sentence, String caveat) {
    private static final int NAMES_LISTED = 2;
    private static final int FIGURES_OF_SERVICES = 4;
    private static final String NONE_IN_WINDOW = "no task was submitted within the window";

    static Finding of(List<RunSummary> runs) {
        if (runs.stream().allMatch(run -> run.result().tasks().submitted() == 0)) {
            return new Finding("No task was submitted, so there is nothing to report.", "");
        }
        long schedulers = runs.stream().map(RunSummary::scheduler).distinct().count();
        List<Headline> services = Headline.ofServices(runs);
        if (!services.isEmpty()) {
            return new Finding(services(runs, services), schedulers < runs.size() ? sureOf(runs) : exact());
        }
        if (schedulers < runs.size()) {
            return replicated(runs, schedulers);
        }
        String sentence = runs.size() == 1 ? single(runs.get(0)) : several(runs);
        return new Finding(sentence, exact());
    }

    private static String exact() {
        return "Exact for this workload and this seed. It is one replication, so there is no interval, and it says nothing about"
                + " other workloads or seeds.";
    }

    private static String sureOf(List<RunSummary> runs) {
        String replications = Differences.replications(runs) + " replications";
        return Differences.byScheduler(runs).size() == 1
                ? replications
                        + " with other draws. What stands behind \u00b1 is half the width of the 95% interval of the mean."
                : replications + ", in which the " + Subject.of(runs).plural()
                        + " share their draws. No difference inside its interval is a result.";
    }

    /** What users noticed of services, and what it took: the first figures there are, from the least to the most. */
    private static String services(List<RunSummary> runs, List<Headline> figures) {
        List<String> clauses = new ArrayList<>();
        for (Headline figure : figures.subList(0, Math.min(FIGURES_OF_SERVICES, figures.size()))) {
            List<Figure> values = new ArrayList<>();
            Differences.byScheduler(runs).forEach((scheduler, replications) -> {
                Estimate estimate = Estimate.of(replications.stream().mapToDouble(figure.of()));
                if (!Double.isNaN(estimate.mean())) {
                    boolean atLeast = replications.stream().anyMatch(figure.atLeast());
                    String text = (atLeast ? ">= " : "")
                            + figure.value().apply(estimate).replace("+-", "\u00b1");
                    values.add(new Figure(scheduler, Subject.of(runs), estimate.mean(), atLeast, text));
                }
            });
            values.sort(Comparator.comparingDouble(Figure::value).thenComparing(Figure::atLeast));
            if (!values.isEmpty()) {
                clauses.add(figure.name() + ": "
                        + (values.size() == 1 ? values.get(0).text() : rangeOfBounds(values)));
            }
        }
        return clauses.isEmpty() ? "No request came within the window." : capital(String.join("; ", clauses)) + ".";
    }

    private static String rangeOfBounds(List<Figure> figures) {
        return ordered(figures)
                ? range(figures)
                : "no order, as requests that failed leave only a lower bound for several " + plural(figures);
    }

    /** What differs for certain, of the allocation and the waits; nothing else is a result. */
    private static Finding replicated(List<RunSummary> runs, long schedulers) {
        List<String> sure = Differences.of(runs).stream()
                .filter(each ->
                        each.difference().isNotZero() && each.figure().name().startsWith("mean w"))
                .map(each -> each.sentence().replace("+-", "\u00b1"))
                .toList();
        String sentence =
                runs.stream().allMatch(run -> run.result().queueingDelay().count() == 0)
                        ? capital(NONE_IN_WINDOW) + "."
                        : schedulers == 1
                                ? Differences.replications(runs) + " replications; figures carry their 95% intervals."
                                : sure.isEmpty()
                                        ? "No difference in mean wait between the "
                                                + Subject.of(runs).plural() + " is larger than chance."
                                        : capital(String.join("; ", sure)) + ".";
        return new Finding(sentence, sureOf(runs));
    }

    /** Begins a text with a capital letter. */
    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String single(RunSummary run) {
        RunResult result = run.result();
        var text = new StringBuilder("Under ").append(run.scheduler()).append(", ");
        double share = mean(result, result.headlineResource());
        if (!Double.isNaN(share)) {
            text.append(Figures.percent(share))
                    .append(" of the ")
                    .append(ExperimentCharts.label(result.headlineResource()));
            text.append(" capacity was given out on average, and ");
        }
        Quantile p99 = result.queueingDelay().quantile(0.99);
        String delay = Figures.duration(p99.nanos() / 1e9);
        text.append(
                result.queueingDelay().count() == 0
                        ? NONE_IN_WINDOW
                        : p99.atLeast()
                                ? "the p99 queueing delay is at least " + delay
                                : "99% of the tasks started within " + delay + " of their submission");
        RunResult.TaskCounts tasks = result.tasks();
        if (tasks.neverPlaced() > 0) {
            text.append("; ").append(Figures.count(tasks.neverPlaced())).append(" of ");
            text.append(Figures.count(tasks.submitted())).append(" tasks were never placed");
        }
        return text.append('.').toString();
    }

    private static String several(List<RunSummary> runs) {
        List<String> clauses = new ArrayList<>();
        for (String resource : Headline.resources(runs)) {
            List<RunSummary> those = runs.stream()
                    .filter(run -> !Double.isNaN(mean(run.result(), resource)))
                    .toList();
            if (!those.isEmpty()) {
                clauses.add((clauses.isEmpty() ? "Mean " : "mean ") + ExperimentCharts.label(resource)
                        + " allocation is "
                        + range(
                                figures(those, result -> new Quantile(mean(result, resource), false), Figures::percent),
                                those.size() == runs.size()));
            }
        }
        String delays =
                runs.stream().allMatch(run -> run.result().queueingDelay().count() == 0)
                        ? NONE_IN_WINDOW
                        : "the p99 queueing delay " + delays(runs);
        clauses.add(clauses.isEmpty() ? capital(delays) : delays);
        if (runs.stream().anyMatch(run -> run.result().tasks().neverPlaced() > 0)) {
            clauses.add("the number of tasks never placed is "
                    + range(figures(
                            runs,
                            result -> new Quantile(result.tasks().neverPlaced(), false),
                            count -> Figures.count(count.longValue()))));
        }
        return String.join("; ", clauses) + ".";
    }

    /** Returns what is to be said of the p99 delay, and where it is the same for all, of the mean. */
    private static String delays(List<RunSummary> runs) {
        List<Figure> p99 = figures(runs, result -> result.queueingDelay().quantile(0.99), Finding::seconds);
        List<Figure> mean = figures(runs, result -> result.queueingDelay().mean(), Finding::seconds);
        if (!ordered(p99)) {
            return "gives no order, as unfinished tasks leave only a lower bound for several " + plural(p99);
        }
        return "is " + range(p99) + (alike(p99) && !alike(mean) && ordered(mean) ? ", the mean " + range(mean) : "");
    }

    /** The longest may be a lower bound and still be the longest; any other lower bound might be longer than it. */
    private static boolean ordered(List<Figure> figures) {
        return alike(figures) || figures.subList(0, figures.size() - 1).stream().noneMatch(Figure::atLeast);
    }

    private static boolean alike(List<Figure> figures) {
        return figures.stream().map(Figure::text).distinct().count() == 1;
    }

    private static String seconds(double nanos) {
        return Figures.duration(nanos / 1e9);
    }

    /** Returns what lies between the lowest and the highest of figures in ascending order, which are those of all schedulers. */
    private static String range(List<Figure> figures) {
        return range(figures, true);
    }

    private static String range(List<Figure> figures, boolean ofAll) {
        String low = figures.get(0).text();
        String high = figures.get(figures.size() - 1).text();
        return low.equals(high)
                ? low + (ofAll ? " under each " + figures.get(0).subject().word() : " (" + names(figures, low) + ")")
                : "between " + low + " (" + names(figures, low) + ") and " + high + " (" + names(figures, high) + ")";
    }

    /** Returns who shares a figure as it is printed. */
    private static String names(List<Figure> figures, String text) {
        List<String> names = figures.stream()
                .filter(figure -> figure.text().equals(text))
                .map(Figure::scheduler)
                .toList();
        return names.size() > NAMES_LISTED ? names.size() + " " + plural(figures) : String.join(" and ", names);
    }

    private static String plural(List<Figure> figures) {
        return figures.get(0).subject().plural();
    }

    private static List<Figure> figures(
            List<RunSummary> runs, Function<RunResult, Quantile> of, Function<Double, String> print) {
        return runs.stream()
                .map(run -> {
                    Quantile figure = of.apply(run.result());
                    String text = (figure.atLeast() ? ">= " : "") + print.apply(figure.nanos());
                    return new Figure(run.scheduler(), run.subject(), figure.nanos(), figure.atLeast(), text);
                })
                .sorted(Comparator.comparingDouble(Figure::value).thenComparing(Figure::atLeast))
                .toList();
    }

    private static double mean(RunResult result, String resource) {
        return result.allocation().stream()
                .filter(share -> share.resource().equals(resource))
                .mapToDouble(RunResult.Allocation::mean)
                .findFirst()
                .orElse(Double.NaN);
    }

    private record Figure(String scheduler, Subject subject, double value, boolean atLeast, String text) {}
}

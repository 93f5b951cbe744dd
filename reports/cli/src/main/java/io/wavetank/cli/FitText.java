package io.wavetank.cli;

import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import io.wavetank.report.table.WrappedText;
import io.wavetank.workload.fit.ArrivalFit;
import io.wavetank.workload.fit.CountSeries;
import io.wavetank.workload.fit.DistributionFit;
import io.wavetank.workload.fit.MarginalFit;
import io.wavetank.workload.fit.RateFit;
import io.wavetank.workload.fit.TaskFit;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a fit found, in words and tables: printed, and kept as comments above the model. */
final class FitText {
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    private final List<String> lines = new ArrayList<>();

    private FitText() {}

    static List<String> of(TaskFit fit) {
        var text = new FitText();
        text.say("Fitted to " + fit.source());
        text.lines.add(Figures.count(fit.tasks()) + " tasks in " + Figures.count(fit.jobs()) + " jobs over "
                + Figures.duration(fit.spanSeconds()) + ", one job every "
                + Figures.duration(fit.spanSeconds() / Math.max(1, fit.jobs())));
        fit.notes().forEach(note -> text.say("Note: " + note));
        text.lines.add("");
        text.arrivals(fit.arrivals());
        text.say("gaps between jobs: coefficient of variation (cv) "
                + number(fit.gaps().cv()) + ", burstiness (cv - 1) / (cv + 1) = " + number(fit.burstiness()));
        fit.properties().forEach(text::property);
        text.dependence(fit);
        return List.copyOf(text.lines);
    }

    static List<String> of(RateFit fit) {
        var text = new FitText();
        text.say("Fitted to " + fit.source());
        CountSeries series = fit.arrivals().counts();
        text.lines.add(Figures.count((long) series.total()) + " requests in " + Figures.count(series.length())
                + " intervals of " + Figures.duration(series.binSeconds()));
        fit.notes().forEach(note -> text.say("Note: " + note));
        text.lines.add("");
        text.arrivals(fit.arrivals());
        return List.copyOf(text.lines);
    }

    private void arrivals(ArrivalFit fit) {
        CountSeries counts = fit.counts();
        say("Arrivals, counted in intervals of " + Figures.duration(counts.binSeconds()) + " (KS: of these counts): "
                + fit.chosen().name() + " (" + fit.why() + ")");
        var table = new TextTable(List.of("", "parameters", "log-likelihood", "AIC", "KS"));
        for (ArrivalFit.Candidate each : fit.candidates()) {
            table.add(List.of(
                    (each.equals(fit.chosen()) ? "* " : "  ") + each.name(),
                    Integer.toString(each.parameters()),
                    whole(each.logLikelihood()),
                    whole(each.aic()),
                    share(each.distance())));
        }
        table(table);
        StringBuilder dispersion = new StringBuilder("index of dispersion for counts: " + number(counts.dispersion())
                + " in " + Figures.duration(counts.binSeconds()));
        for (int seconds : List.of(HOUR, DAY)) {
            int times = (int) Math.round(seconds / counts.binSeconds());
            if (times > 1 && counts.length() / times >= 4) {
                dispersion
                        .append(", ")
                        .append(number(counts.coarser(times).dispersion()))
                        .append(" in ")
                        .append(Figures.duration(seconds));
            }
        }
        say(dispersion + " (a Poisson process has 1)");
    }

    private void property(MarginalFit fit) {
        lines.add("");
        say(capital(fit.name()) + ": " + fit.chosen().family() + " (" + fit.why() + ")");
        var table = new TextTable(List.of("", "parameters", "log-likelihood", "AIC", "KS"));
        for (DistributionFit each : fit.fits()) {
            boolean density = !Double.isNaN(each.logLikelihood());
            table.add(List.of(
                    (each.equals(fit.chosen()) ? "* " : "  ") + each.family(),
                    Integer.toString(each.parameters()),
                    density ? whole(each.logLikelihood()) : "-",
                    density ? whole(each.aic()) : "-",
                    share(each.distance())));
        }
        table(table);
    }

    private void dependence(TaskFit fit) {
        Dependence found = fit.dependence().dependence();
        lines.add("");
        lines.add("Dependence, of " + Figures.count(fit.dependence().jobs()) + " jobs in a row (Gaussian copula)");
        lines.add("size and run time: " + number(found.kindRunTime()) + " (Spearman's rank correlation "
                + number(fit.dependence().spearman()) + ")");
        lines.add("size and those of the jobs before: " + memory(found.kinds()));
        lines.add("run time and those of the jobs before: " + memory(found.runTimes()));
    }

    private static String memory(Memory memory) {
        return memory.share() == 0
                ? "none"
                : number(memory.share()) + " x " + number(memory.lag1()) + "^k, k jobs apart";
    }

    /** Adds a sentence, wrapped, further lines set in. */
    private void say(String sentence) {
        List<String> wrapped = WrappedText.lines("  ", sentence);
        lines.add(wrapped.get(0).strip());
        lines.addAll(wrapped.subList(1, wrapped.size()));
    }

    private void table(TextTable table) {
        lines.addAll(table.lines());
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String whole(double value) {
        return Figures.count(Math.round(value));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}

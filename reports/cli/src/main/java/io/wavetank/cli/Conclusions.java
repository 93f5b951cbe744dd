package io.wavetank.cli;

import io.wavetank.report.result.Differences;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.table.ComparisonTable;
import io.wavetank.sim.scenario.Window;
import java.io.PrintWriter;
import java.util.List;

/**
 * What some runs of one workload came to, for people: the table, what differs and what does not, and what the figures mean.
 *
 * @param runs the runs
 * @param window what the figures are about
 * @param random whether replications are made up anew, rather than all one recorded trace
 */
record Conclusions(List<RunSummary> runs, Window window, boolean random) {
    void print(PrintWriter out) {
        List<String> tables = ComparisonTable.lines(runs);
        tables.forEach(out::println);
        out.println();
        List<Differences> differences = Differences.of(runs);
        if (!differences.isEmpty()) {
            out.println("Differences within a replication, with their 95 % intervals:");
            Differences.sentences(differences).forEach(each -> Paragraph.hanging(out, "- ", each));
            out.println();
        }
        Paragraph.hanging(out, "", terms());
        if (tables.stream().anyMatch(line -> line.contains(">="))) {
            Paragraph.hanging(
                    out,
                    "",
                    "'>=' marks a figure that tasks which did not start, end or run again, or requests that failed, make a lower bound.");
        }
        boolean compared =
                differences.stream().anyMatch(each -> each.difference().halfWidth() > 0);
        Paragraph.hanging(
                out,
                "",
                intervals() + (compared ? " Where nothing differs, one difference in 20 shows as one by chance." : ""));
    }

    /** Says what the columns mean that there are. */
    private String terms() {
        boolean given = runs.stream()
                .flatMap(run -> run.result().allocation().stream())
                .anyMatch(share -> share.peak() > 0 && !share.resource().equals("pods"));
        boolean waits =
                runs.stream().anyMatch(run -> run.result().queueingDelay().count() > 0);
        return (given
                        ? "The mean of a resource is its allocation: the time-weighted mean share of it that tasks had asked for, "
                        : "Figures are ")
                + Windows.text(window) + "."
                + (waits
                        ? " Wait is from submission to first start; slowdown the mean of the time from submission to end over the run time."
                        : "");
    }

    /** Says what the intervals cover, or why there are none. */
    private String intervals() {
        boolean replicated = runs.size() > Differences.byScheduler(runs).size();
        if (!replicated) {
            return random
                    ? "One replication: no interval, and no difference here is a result yet; ask for --replications 10."
                    : "One replay of a recorded trace: the figures are exact for it and carry no interval.";
        }
        return Differences.replications(runs) + " replications"
                + (random
                        ? "; '+-' is half the width of the 95 % interval of the mean over them."
                        : " of one recorded trace: '+-' covers the draws of the schedulers alone, not what other traces would do.")
                + (Differences.replications(runs).contains(" ") ? " Differences are over those that both have." : "");
    }
}

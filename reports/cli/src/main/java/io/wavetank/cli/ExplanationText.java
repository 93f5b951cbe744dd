package io.wavetank.cli;

import io.wavetank.experiment.explain.Explanation;
import io.wavetank.experiment.explain.Explanation.Attempted;
import io.wavetank.experiment.explain.Explanation.Happened;
import io.wavetank.experiment.explain.Explanation.Step;
import io.wavetank.policy.Account;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.report.result.Figures;
import io.wavetank.report.table.TextTable;
import io.wavetank.sim.RunListener.Moment;
import io.wavetank.sim.cluster.ClusterSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints an {@link Explanation} for a terminal of 80 columns. */
final class ExplanationText {
    private static final int MOST_NAMES = 6;
    private static final int RUNNERS_UP = 3;
    private static final String INDENT = "    ";

    private final Explanation explanation;
    private final ClusterSpec cluster;
    private final PrintWriter out;

    ExplanationText(Explanation explanation, ClusterSpec cluster, PrintWriter out) {
        this.explanation = explanation;
        this.cluster = cluster;
        this.out = out;
    }

    void print(String scheduler, int replication) {
        out.println("Task " + explanation.task() + " under " + scheduler + ", replication " + replication);
        Paragraph.hanging(out, "  Asks for  ", asked(explanation.asked()));
        List<Step> steps = explanation.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Happened happened) {
                happened(happened);
            } else if (step instanceof Attempted attempted) {
                int last = lastOfTheSame(i);
                attempted(attempted.account());
                if (last > i) {
                    again(i, last);
                    i = last;
                }
            }
        }
        out.println("In the end: " + explanation.state().finalName().replace('_', ' '));
    }

    private String asked(TaskClass task) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < task.askedCount(); i++) {
            int resource = task.asked(i);
            if (resource != Resources.PODS) {
                parts.add(amount(resource, task.totalRequest(resource)));
            }
        }
        parts.add("priority " + task.priority());
        return String.join(", ", parts);
    }

    private String amount(int resource, long amount) {
        return switch (resource) {
            case Resources.CPU -> Figures.short3(amount / 1000.0) + " cores";
            case Resources.GPU -> Figures.short3(amount / 1000.0) + " GPUs";
            case Resources.MEMORY, Resources.EPHEMERAL_STORAGE ->
                Figures.short3(amount / (double) (1L << 30)) + " GiB "
                        + cluster.resources().name(resource).replace('_', ' ');
            default -> amount + " " + cluster.resources().name(resource);
        };
    }

    private void happened(Happened step) {
        if (step.moment() == Moment.REJECTED) {
            return; // the attempt has said it
        }
        String text = step.moment().name().toLowerCase(Locale.ROOT);
        text += step.node() == null || step.moment() == Moment.SUBMITTED ? "" : " on " + step.node();
        text += step.reason() == null ? "" : " (" + step.reason() + ")";
        Paragraph.hanging(out, at(step.timeNanos()), text);
    }

    private static String at(long nanos) {
        return String.format(Locale.ROOT, "  %-14s  ", clock(nanos));
    }

    /** A simulated time to the millisecond, or to the microsecond where that is needed, so that moments of one attempt are told apart. */
    private static String clock(long nanos) {
        long micros = nanos / 1000;
        long seconds = micros / 1_000_000;
        long rest = micros % 1_000_000;
        String whole = String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return rest % 1000 == 0
                ? String.format(Locale.ROOT, "%s.%03d", whole, rest / 1000)
                : String.format(Locale.ROOT, "%s.%06d", whole, rest);
    }

    private void attempted(Account account) {
        if (account.chosen() >= 0) {
            Paragraph.hanging(
                    out,
                    at(account.timeNanos()),
                    "decided: " + name(account.chosen()) + "; "
                            + Figures.count(account.candidates().size()) + " of " + Figures.count(account.searched())
                            + " nodes looked at would do");
            scores(account.candidates());
        } else {
            Paragraph.hanging(
                    out,
                    at(account.timeNanos()),
                    "none of " + Figures.count(account.searched()) + " nodes looked at would do");
        }
        for (Account.Refused refused : account.refusals()) {
            Paragraph.hanging(
                    out,
                    INDENT,
                    refused.nodes().size() + " would not: " + refused.reason() + ": " + names(refused.nodes()));
        }
        account.notes().forEach(note -> Paragraph.hanging(out, INDENT, note));
    }

    /** The chosen node and the runners-up side by side, a line a plug-in. */
    private void scores(List<Account.Candidate> candidates) {
        List<Account.Candidate> shown = candidates.subList(0, Math.min(candidates.size(), 1 + RUNNERS_UP));
        if (shown.isEmpty() || shown.get(0).parts().isEmpty()) {
            if (shown.size() > 1) {
                Paragraph.hanging(
                        out,
                        INDENT + "would do too: ",
                        names(candidates.subList(1, candidates.size()).stream()
                                .map(Account.Candidate::node)
                                .toList()));
            }
            return;
        }
        List<String> head = new ArrayList<>(List.of("score"));
        shown.forEach(each -> head.add(name(each.node())));
        var table = new TextTable(head);
        for (String plugin : shown.get(0).parts().keySet()) {
            List<String> row = new ArrayList<>(List.of(plugin));
            shown.forEach(each -> row.add(Long.toString(each.parts().getOrDefault(plugin, 0L))));
            table.add(row);
        }
        List<String> sums = new ArrayList<>(List.of("weighted sum"));
        shown.forEach(each -> sums.add(Long.toString(each.score())));
        table.add(sums);
        table.lines().forEach(line -> out.println(INDENT + line));
    }

    /** The index of the last attempt in a row that found no node, this one being the first. */
    private int lastOfTheSame(int first) {
        int last = first;
        for (int i = first; i < explanation.steps().size(); i++) {
            Step step = explanation.steps().get(i);
            if (step instanceof Attempted attempted && attempted.account().chosen() < 0) {
                last = i;
            } else if (!(step instanceof Happened happened && happened.moment() == Moment.REJECTED)) {
                break;
            }
        }
        return explanation.steps().get(first) instanceof Attempted attempted
                        && attempted.account().chosen() < 0
                ? last
                : first;
    }

    private void again(int first, int last) {
        long attempts = explanation.steps().subList(first + 1, last + 1).stream()
                .filter(Attempted.class::isInstance)
                .count();
        if (attempts > 1) {
            out.println(INDENT + "and " + Figures.count(attempts - 1) + " times again; the last time:");
        }
        if (explanation.steps().get(last) instanceof Attempted attempted) {
            attempted(attempted.account());
        }
    }

    private String name(int node) {
        return cluster.nodes().get(node).name();
    }

    private String names(List<Integer> nodes) {
        String some = nodes.stream().limit(MOST_NAMES).map(this::name).collect(Collectors.joining(", "));
        return nodes.size() > MOST_NAMES ? some + " and " + (nodes.size() - MOST_NAMES) + " more" : some;
    }
}

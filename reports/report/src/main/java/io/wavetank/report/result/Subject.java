package io.wavetank.report.result;

import java.util.Collection;
import java.util.List;

/** What figures that stand side by side are told apart by: schedulers, or arms, which may differ in more than the scheduler. */
public enum Subject {
    /** A scheduler, all else being equal. */
    SCHEDULER("scheduler"),
    /** An arm of a scenario. */
    ARM("arm");

    private final String word;

    Subject(String word) {
        this.word = word;
    }

    /** Returns the subject of some runs: arms if any is of one. */
    public static Subject of(List<RunSummary> runs) {
        return of(List.of(runs));
    }

    /** Returns the subject of groups of runs. */
    public static Subject of(Collection<List<RunSummary>> groups) {
        return groups.stream().flatMap(List::stream).anyMatch(run -> run.subject() == ARM) ? ARM : SCHEDULER;
    }

    /** Returns the word for one, as the head of a column. */
    public String word() {
        return word;
    }

    /** Returns the word for one, as the head of a column of a page. */
    public String title() {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Returns the word for several. */
    public String plural() {
        return word + "s";
    }
}

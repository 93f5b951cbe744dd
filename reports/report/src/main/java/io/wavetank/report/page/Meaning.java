package io.wavetank.report.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the numbers of a page mean, a few lines each. */
final class Meaning {
    private static final Map<String, String> TERMS = terms();

    private Meaning() {}

    private static Map<String, String> terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(
                "Allocation",
                "What running tasks had asked for, as a share of what the nodes offer. It is not usage: a task may use less than it asked"
                        + " for. Means weigh by time over the window.");
        terms.put(
                "Window",
                "The time that means are taken over, which stands below. Unless something else was asked for it begins with the first submission of"
                        + " a recorded workload, and a fifth into a made-up one or a run of requests, as those begin empty. It ends with the last submission,"
                        + " so that the emptying of the cluster at the end does not count; with the run if there are services, which go on, or if"
                        + " all tasks were submitted at one instant.");
        terms.put(
                "Queueing delay",
                "From a task's submission to its first start. Each task counts once; p99 is the delay within which 99% of the tasks started.");
        terms.put(
                "Slowdown",
                "The time from a task's submission to its end, over its run time. 1 is no waiting; 2 is as long again. Each task counts once.");
        terms.put(
                "Fragmentation",
                "The share of what is free that a task like those submitted so far cannot use, because it does not fit on the node where it"
                        + " is free. Mean of samples within the window, of the one resource named.");
        terms.put(
                "Censoring",
                "A task that never started, or had not ended when the run did, is kept and not dropped: its delay is known to be at least"
                        + " what it was by then. Quantiles are by the Kaplan-Meier estimator; a figure that such tasks reach is a lower bound,"
                        + " marked >=. A scheduler that starves large tasks thus cannot look fast.");
        terms.put(
                "Events, decisions",
                "What the simulator handled, and what the scheduler answered: a task placed, turned away or stopped.");
        return terms;
    }

    static void write(Html html) {
        html.open("dl");
        TERMS.forEach((term, meaning) -> html.element("dt", term).block("dd", meaning));
        html.closeBlock("dl");
    }
}

package io.wavetank.policy.borg;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.Scheduler;
import java.util.List;

/** The table of Borg. */
public final class BorgFamily implements PolicyFamily {
    private static final PolicyEntry BORG = new PolicyEntry(
            "borg",
            "bands of priorities with quota; the best of a random few machines that would do, preempting lower priorities",
            "Verma and others, EuroSys 2015; Tirmazi and others, EuroSys 2020",
            List.of(
                    new Option(
                            "score",
                            "hybrid",
                            "how machines are scored: hybrid (least stranded), best-fit (tightest) or e-pvm (spreads)"),
                    new Option("enough", "16", "how many machines that would do are scored for a task; 0 for all"),
                    new Option(
                            BorgText.BANDS,
                            "2019",
                            "the priorities of the trace of 2019 (batch=100;mid=116;production=120;monitoring=360: the lowest of each band,"
                                    + " below is free), of 2011 (2, 9, 9, 11), or your own"),
                    new Option(
                            BorgText.QUOTA,
                            "",
                            "what may be asked for at a time: items of band, tenant (each that has none of its own, if not"
                                    + " set), cpu and memory"),
                    new Option("preemption", "true", "whether tasks of lower priority are stopped: true or false"),
                    new Option("score_cache", "true", "whether scores are kept until a machine changes: true or false"),
                    new Option(
                            "small_change", "0.01", "the share of a machine up to which a change calls off no scores"),
                    new Option(
                            "reschedule_every",
                            "1s",
                            "from one machine that does not answer to the next whose tasks are placed anew; 0s for all at"
                                    + " once"),
                    new Option(
                            "equivalence",
                            "true",
                            "whether tasks that ask for the same are judged as one: true or false"),
                    new Option(
                            "reclaim",
                            "true",
                            "whether what tasks are not expected to use is given out again, if it is known what they use: true or"
                                    + " false"),
                    new Option("reclaim_every", "5s", "how often what tasks use is measured"),
                    new Option("reclaim_margin", "0.25", "what is reserved beyond what a task uses, as a part of that"),
                    new Option(
                            "reclaim_half_life",
                            "10m",
                            "in what time a reservation goes down by half of what it is too high, from 300 s after the start on"),
                    new Option(
                            "package_label", "package", "the label of tasks without images that names their package"),
                    new Option(
                            "domain_label", "", "the label of machines by which the tasks of a job are spread; none")),
            options -> {
                BorgSettings settings = BorgText.settings(options);
                Scheduler.Factory factory = (cluster, draws) -> new CellMaster(settings, cluster, draws);
                return factory;
            });

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public BorgFamily() {}

    @Override
    public String name() {
        return "borg";
    }

    @Override
    public String summary() {
        return "a cell with bands of priorities, quota, scored machines and preemption";
    }

    @Override
    public List<PolicyEntry> policies() {
        return List.of(BORG);
    }
}

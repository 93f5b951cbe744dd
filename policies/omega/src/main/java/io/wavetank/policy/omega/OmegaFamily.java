package io.wavetank.policy.omega;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import java.util.List;
import java.util.function.Function;

/** The table of Omega and of the architectures that it was held against. */
public final class OmegaFamily implements PolicyFamily {
    private static final String SOURCE = "Schwarzkopf et al., Omega, EuroSys 2013";
    private static final Option SCHEDULERS = new Option(
            OmegaText.SCHEDULERS,
            "name=all;count=4",
            "the schedulers, each name, takes (all, LABEL=VALUE, tenant=NAME, priority>=N, or 'not ' and one of"
                    + " these), t_job and t_task (think time for a job and for each of its tasks; 100ms, 5ms), count (how"
                    + " many of it, among which jobs are dealt)");

    private static final List<PolicyEntry> POLICIES = List.of(
            row(
                    "omega",
                    "several schedulers plan on private copies of shared state, and commit optimistically",
                    List.of(
                            SCHEDULERS,
                            new Option(
                                    "conflicts",
                                    "fit",
                                    "what a claim conflicts with: fit (what does not fit any more) or sequence (any"
                                            + " change of its node)"),
                            new Option(
                                    "commit",
                                    "incremental",
                                    "what a conflict undoes: incremental (the claim) or all-or-nothing (the whole job:"
                                            + " gang scheduling)")),
                    OmegaText::omega),
            row(
                    "monolithic",
                    "one scheduler decides about one job after the other, by one path or a fast one for some",
                    List.of(
                            new Option("t_job", "100ms", "think time for a job"),
                            new Option("t_task", "5ms", "and for each of its tasks"),
                            new Option(
                                    "fast", "", "which jobs go by a fast path, as 'takes' of omega; none by default"),
                            new Option("fast_t_job", "100ms", "think time for such a job"),
                            new Option("fast_t_task", "5ms", "and for each of its tasks")),
                    OmegaText::monolithic),
            row(
                    "two-level",
                    "several schedulers; one is offered all that is free, and holds it while it thinks",
                    List.of(SCHEDULERS),
                    OmegaText::twoLevel));

    /** Creates the table; {@link java.util.ServiceLoader} calls this. */
    public OmegaFamily() {}

    private static PolicyEntry row(
            String name, String summary, List<Option> options, Function<PolicyOptions, OmegaSettings> settings) {
        return new PolicyEntry(name, summary, SOURCE, options, chosen -> {
            OmegaSettings read = settings.apply(chosen);
            Scheduler.Factory factory = (cluster, draws) -> new CellScheduler(read, cluster, draws);
            return factory;
        });
    }

    @Override
    public String name() {
        return "omega";
    }

    @Override
    public String summary() {
        return "schedulers side by side over shared state, and what they were held against";
    }

    @Override
    public List<PolicyEntry> policies() {
        return POLICIES;
    }
}

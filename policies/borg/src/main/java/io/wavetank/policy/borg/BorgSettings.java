package io.wavetank.policy.borg;

import java.util.List;

/**
 * A cell as its scheduler is set up.
 *
 * @param bands where the bands of priorities begin
 * @param packing how machines are scored
 * @param enough how many machines that would do are scored; 0 for all of the cell
 * @param smallChange the share of a machine up to which a change leaves its scores as they are; negative if scores are not kept at all
 * @param equivalence whether tasks that ask for the same are judged as one
 * @param preemption whether tasks are preempted
 * @param quotas what may be asked for in a band
 * @param packageLabel the label that names the package of a task without container images
 * @param reclamation how what tasks do not use is given out again, where anybody measures it
 * @param domainLabel the label of machines that names their failure domain; empty if tasks are not spread
 * @param rescheduleNanos from one machine that does not answer to the next whose tasks are placed anew; 0 for all at once
 */
record BorgSettings(
        Bands bands,
        PackingKind packing,
        int enough,
        double smallChange,
        boolean equivalence,
        boolean preemption,
        List<Quota> quotas,
        Reclamation reclamation,
        String packageLabel,
        String domainLabel,
        long rescheduleNanos) {
    /** Which score. */
    enum PackingKind {
        HYBRID,
        BEST_FIT,
        E_PVM;

        Packing make(int machines) {
            return switch (this) {
                case HYBRID -> new LeastStranded();
                case BEST_FIT -> new TightestFit();
                case E_PVM -> new OpportunityCost(machines);
            };
        }
    }

    BorgSettings {
        quotas = List.copyOf(quotas);
    }
}

package io.wavetank.sim.record;

/**
 * What became of the nodes, from the beginning of the window of the figures to the end of the run.
 *
 * @param nodeHours how many hours of nodes there were, from the moment at which each was asked for
 * @param cost what they cost, in the currency of the scenario
 * @param nodesMean how many were there in the mean over time
 * @param nodesPeak the most that were there
 * @param added how many came
 * @param removed how many went
 * @param failed how many never came
 * @param refused how many were asked for and not given, for the size of a group or the quota
 * @param drained how many tasks had to leave a node that was to go
 * @param kept how many nodes could not be emptied in time, and stayed
 * @param reclaimed how many were taken back at short notice
 * @param energyKilowattHours what nodes of groups whose power is known drew; not a number if there are none
 */
public record FleetFigures(
        double nodeHours,
        double cost,
        double nodesMean,
        int nodesPeak,
        long added,
        long removed,
        long failed,
        long refused,
        long drained,
        long kept,
        long reclaimed,
        double energyKilowattHours) {}

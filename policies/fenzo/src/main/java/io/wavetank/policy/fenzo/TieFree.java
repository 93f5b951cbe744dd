package io.wavetank.policy.fenzo;

import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.VirtualMachineCurrentState;

/**
 * A fitness calculator of Fenzo's, equal values told apart by the number of the node, the lower first. Fenzo settles ties by the order in which its
 * threads come to them.
 *
 * <p>A fitness of exactly 0 says to Fenzo that the node does not do, such as one that a spreading calculator would see wholly used. Here it is the worst of those
 * that do: whether a task fits is said by its requests alone.
 */
record TieFree(VMTaskFitnessCalculator fitness) implements VMTaskFitnessCalculator {
    /** Far below the least difference that one task makes to the fitness of a node, for as many nodes as there may be. */
    private static final double STEP = 0x1p-40;

    @Override
    public String getName() {
        return fitness.getName();
    }

    @Override
    public double calculateFitness(TaskRequest request, VirtualMachineCurrentState machine, TaskTrackerState tracker) {
        double value = fitness.calculateFitness(request, machine, tracker);
        return value - STEP * (1 + Machine.numberOf(machine.getHostname()));
    }
}

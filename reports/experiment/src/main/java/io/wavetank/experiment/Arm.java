package io.wavetank.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.RunSpec;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a scheduler, and the setting in which it decides. Arms of one experiment mostly share all but the scheduler.
 *
 * @param scheduler who decides; its name is that of the arm
 * @param workload what is run
 * @param cluster what it runs on
 * @param run seed, thinking time, trigger, faults and end of each run
 * @param traffic services and the requests to them; null if there are none
 * @param scenario the arm alone as resolved, for {@code run.json}
 */
public record Arm(
        SchedulerChoice scheduler,
        Workload workload,
        ClusterSpec cluster,
        RunSpec run,
        @Nullable TrafficPlan traffic,
        ObjectNode scenario) {}

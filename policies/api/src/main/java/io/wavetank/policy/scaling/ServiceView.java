package io.wavetank.policy.scaling;

import io.wavetank.policy.TaskClass;
import java.util.List;

/** A service as autoscalers see it: live, read-only. Its replicas are tasks of one class that run until they are stopped. */
public interface ServiceView {
    /** Its number, from 0. */
    int index();

    /** Its name. */
    String name();

    /** How many replicas it was told to have. */
    int wanted();

    /** Its replicas in the order of their making; those that are being stopped stand among them until they are gone. */
    List<? extends ReplicaView> replicas();

    /** How many replicas take load. */
    int ready();

    /** What the next replica will ask for. */
    TaskClass replicaClass();

    /** What was measured of the service when its metrics were scraped last. */
    ServiceMetrics metrics();
}

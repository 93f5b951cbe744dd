package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.Feasibility;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.TaskClass;

/** What is left of a node's GPU devices while tasks are chosen for it: a task takes the lowest-numbered devices that do, as the node will. */
final class FreeDevices {
    private final NodeView node;
    private final int[] millis;

    FreeDevices(NodeView node) {
        this.node = node;
        this.millis = new int[node.gpuCount()];
        for (int device = 0; device < millis.length; device++) {
            millis[device] = node.gpuFreeMillis(device);
        }
    }

    /** Takes the devices that a task of this class uses, if there are enough; says whether there were. */
    boolean take(TaskClass task) {
        if (task.gpuCount() == 0) {
            return true;
        }
        int needed = task.gpuCount() * task.members();
        for (int free : millis) {
            needed -= free >= task.gpuMillisEach() ? 1 : 0;
        }
        if (needed > 0 || !Feasibility.fitsDevices(task, node)) {
            return false;
        }
        int left = task.gpuCount() * task.members();
        for (int device = 0; device < millis.length && left > 0; device++) {
            if (millis[device] >= task.gpuMillisEach()) {
                millis[device] -= task.gpuMillisEach();
                left--;
            }
        }
        return true;
    }
}

package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.constraint.HostPort;
import java.util.LinkedHashSet;
import java.util.List;

/** The host ports taken on a node: a set, so that of two pods with the same port the first to go frees it, as in kube-scheduler's cache. */
public final class TakenPorts {
    private final LinkedHashSet<HostPort> ports;

    TakenPorts() {
        this.ports = new LinkedHashSet<>();
    }

    private TakenPorts(TakenPorts other) {
        this.ports = new LinkedHashSet<>(other.ports);
    }

    TakenPorts copy() {
        return new TakenPorts(this);
    }

    void take(List<HostPort> wanted) {
        ports.addAll(wanted);
    }

    void free(List<HostPort> unwanted) {
        for (HostPort port : unwanted) {
            ports.remove(port);
        }
    }

    /** Whether one of the ports wanted cannot be had. */
    public boolean clashWith(List<HostPort> wanted) {
        for (HostPort taken : ports) {
            for (HostPort port : wanted) {
                if (port.clashesWith(taken)) {
                    return true;
                }
            }
        }
        return false;
    }
}

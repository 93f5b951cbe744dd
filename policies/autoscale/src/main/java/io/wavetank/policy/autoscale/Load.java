package io.wavetank.policy.autoscale;

import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.ServiceView;

/** What an autoscaler looks at, as a sum over a service. */
public enum Load {
    /** CPU that replicas use, in shares of what each asks for, in percent. */
    CPU,
    /** Requests a second. */
    REQUESTS,
    /** Requests in the service. */
    CONCURRENCY;

    private static final double PERCENT = 100;

    double total(ServiceView service) {
        return switch (this) {
            case CPU -> cpu(service);
            case REQUESTS -> service.metrics().requestsPerSecond();
            case CONCURRENCY -> service.metrics().concurrency();
        };
    }

    private static double cpu(ServiceView service) {
        double sum = 0;
        for (ReplicaView replica : service.replicas()) {
            ReplicaSample sample = replica.sample();
            if (sample != null && replica.ready()) {
                sum += PERCENT
                        * sample.cpuMillis()
                        / Math.max(1, replica.taskClass().request(Resources.CPU));
            }
        }
        return sum;
    }

    /** Whether it is in shares of what replicas ask for of a resource. */
    boolean relativeTo(int resource) {
        return this == CPU && resource == Resources.CPU;
    }

    /** Whether it was measured at all. */
    boolean known(ServiceView service) {
        return service.metrics().known() && service.ready() > 0;
    }
}

package io.wavetank.policy.autoscale;

import io.wavetank.policy.Resources;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.ServiceView;

/** What an autoscaler looks at, as a sum over a service. */
public enum Load {
    /** CPU that replicas use, in shares of what each asks for, in percent; of which nothing was measured, those use as much as the others in the mean. */
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
        int ready = 0;
        int measured = 0;
        for (ReplicaView replica : service.replicas()) {
            ReplicaSample sample = replica.sample();
            ready += replica.ready() ? 1 : 0;
            if (sample != null && replica.ready()) {
                measured++;
                sum += PERCENT
                        * sample.cpuMillis()
                        / Math.max(1, replica.taskClass().request(Resources.CPU));
            }
        }
        return measured == ready || measured == 0 ? sum : sum * ready / measured;
    }

    /** Whether it is in shares of what replicas ask for of a resource. */
    boolean relativeTo(int resource) {
        return this == CPU && resource == Resources.CPU;
    }

    /** Whether it was measured at all. */
    boolean known(ServiceView service) {
        return service.metrics().known() && service.ready() > 0 && (this != CPU || anyMeasured(service));
    }

    private static boolean anyMeasured(ServiceView service) {
        for (ReplicaView replica : service.replicas()) {
            if (replica.ready() && replica.sample() != null) {
                return true;
            }
        }
        return false;
    }
}

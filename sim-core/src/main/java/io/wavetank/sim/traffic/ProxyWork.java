package io.wavetank.sim.traffic;

import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Step;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of the work of operations the proxies beside the replicas take; see {@link ProxySpec}. */
final class ProxyWork {
    private ProxyWork() {}

    /** The steps of an operation, with one of work at least where there is a proxy. */
    static List<Step> steps(TrafficSpec spec, OperationSpec operation) {
        boolean works = operation.steps().stream().anyMatch(Work.class::isInstance);
        if (works || proxy(spec, operation) == null) {
            return operation.steps();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Work(u -> 0));
        steps.addAll(operation.steps());
        return steps;
    }

    /** By operation and step; null if no service has a proxy. */
    static double @Nullable [][] of(TrafficSpec spec) {
        if (spec.services().stream().allMatch(service -> service.extras().proxy() == null)) {
            return null;
        }
        double[][] nanos = new double[spec.operations().size()][];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = of(
                    steps(spec, spec.operations().get(i)),
                    proxy(spec, spec.operations().get(i)));
        }
        return nanos;
    }

    private static @Nullable ProxySpec proxy(TrafficSpec spec, OperationSpec operation) {
        return spec.services().get(operation.service()).extras().proxy();
    }

    /** What comes in counts with the first work, what goes out with the work before it, or the first. */
    private static double[] of(List<Step> steps, @Nullable ProxySpec proxy) {
        double[] nanos = new double[steps.size()];
        if (proxy == null) {
            return nanos;
        }
        int work = 0;
        while (!(steps.get(work) instanceof Work)) {
            work++;
        }
        nanos[work] += proxy.cpuNanos();
        for (int i = 0; i < nanos.length; i++) {
            if (steps.get(i) instanceof Calls calls) {
                for (CallSpec each : calls.calls()) {
                    nanos[work] += each.probability() * proxy.cpuNanos();
                }
            } else if (i > work) {
                work = i;
            }
        }
        return nanos;
    }
}

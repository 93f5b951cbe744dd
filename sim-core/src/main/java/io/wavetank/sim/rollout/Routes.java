package io.wavetank.sim.rollout;

import io.wavetank.policy.rollout.Rollout;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.util.List;

/** Where the requests to a service that is rolled out go: to its pods that are up, of the versions that are to serve, in the parts that are wanted. */
final class Routes {
    private final RolloutSpec spec;
    private final Rollout rollout;
    private final ClusterTraffic traffic;
    private int leastEndpoints = Integer.MAX_VALUE;

    Routes(RolloutSpec spec, Rollout rollout, ClusterTraffic traffic) {
        this.spec = spec;
        this.rollout = rollout;
        this.traffic = traffic;
        traffic.takeOver(spec.service());
    }

    /** Makes endpoints of those of the pods that are to be. */
    void set(long now, List<Pod> pods) {
        divide(now);
        for (Pod pod : pods) {
            boolean endpoint = pod.takesLoad() && !pod.leaving() && rollout.serves(pod.version());
            if (pod.setEndpoint(now, endpoint)) {
                if (endpoint) {
                    traffic.ready(now, pod.task());
                } else {
                    traffic.unready(now, pod.task());
                }
            }
        }
    }

    /** Counts the endpoints, as another version is wanted, or was. */
    void count(long now) {
        leastEndpoints = Math.min(leastEndpoints, traffic.endpoints(now, spec.service()));
    }

    private void divide(long now) {
        int[] percents = new int[spec.versions().size()];
        boolean divided = false;
        for (int i = 0; i < percents.length; i++) {
            percents[i] = rollout.percentOf(spec.versions().get(i).name());
            divided |= percents[i] >= 0;
        }
        if (divided) {
            traffic.divide(now, spec.service(), percents);
        }
    }

    /** Whether whoever watches the requests to a version has found that they go wrong. */
    boolean goWrong(String version) {
        for (int i = 0; i < spec.versions().size(); i++) {
            if (spec.versions().get(i).name().equals(version)) {
                return traffic.isGivenUp(spec.service(), i);
            }
        }
        return false;
    }

    /** The fewest endpoints that there were since another version was wanted first. */
    int leastEndpoints() {
        return leastEndpoints;
    }
}

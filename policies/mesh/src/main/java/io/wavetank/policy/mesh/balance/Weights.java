package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;

/** Questions about the weights of a list of endpoints. */
final class Weights {
    private Weights() {}

    /** Whether not all are equal. */
    static boolean differ(Endpoints endpoints) {
        for (int endpoint = 1; endpoint < endpoints.size(); endpoint++) {
            if (endpoints.weight(endpoint) != endpoints.weight(0)) {
                return true;
            }
        }
        return false;
    }

    static long sum(Endpoints endpoints) {
        long sum = 0;
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            sum += endpoints.weight(endpoint);
        }
        return sum;
    }

    static int max(Endpoints endpoints) {
        int max = 0;
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            max = Math.max(max, endpoints.weight(endpoint));
        }
        return max;
    }
}

package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;

/**
 * Consistent hashing on a ring: each endpoint stands at many points, and a request goes to the next point at or after its hash.
 *
 * <p>The endpoint of the smallest weight has at least {@code ceil(share * ringSize)} points, the others in proportion; the ring has about as many points
 * as asked for, or a few more. Points and requests are hashed by XXH64.
 *
 * <p>Source: Envoy's {@code RING_HASH}, minimum ring size 1,024; Envoy hashes addresses, this one numbers of endpoints.
 */
public final class RingHash implements LoadBalancer {
    private static final long SIGN = Long.MIN_VALUE;

    private final int ringSize;
    /** Hashes, order turned from unsigned to signed by the highest bit. */
    private long[] points = new long[0];

    private int[] owners = new int[0];

    /** Creates the balancer with a least number of points, 1 or more. */
    public RingHash(int ringSize) {
        if (ringSize < 1) {
            throw new IllegalArgumentException("A ring has 1 or more points: " + ringSize);
        }
        this.ringSize = ringSize;
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int size = endpoints.size();
        if (size == 0) {
            points = new long[0];
            return;
        }
        double sum = Weights.sum(endpoints);
        double least = Double.POSITIVE_INFINITY;
        for (int endpoint = 0; endpoint < size; endpoint++) {
            least = Math.min(least, endpoints.weight(endpoint) / sum);
        }
        double scale = Math.ceil(least * ringSize) / least;
        long[] hashes = new long[(int) Math.ceil(scale) + size];
        int[] of = new int[hashes.length];
        int count = 0;
        double target = 0;
        for (int endpoint = 0; endpoint < size; endpoint++) {
            target += scale * endpoints.weight(endpoint) / sum;
            for (long i = 0; count < target; i++) {
                hashes[count] = XxHash64.of(endpoints.id(endpoint), i, 0) ^ SIGN;
                of[count++] = endpoint;
            }
        }
        sort(hashes, of, count);
    }

    private void sort(long[] hashes, int[] of, int count) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(hashes[a], hashes[b]));
        points = new long[count];
        owners = new int[count];
        for (int i = 0; i < count; i++) {
            points[i] = hashes[order[i]];
            owners[i] = of[order[i]];
        }
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        if (points.length == 0) {
            return NONE;
        }
        int at = Arrays.binarySearch(points, endpoints.requestHash() ^ SIGN);
        int next = at >= 0 ? at : -at - 1;
        return owners[next == points.length ? 0 : next];
    }
}

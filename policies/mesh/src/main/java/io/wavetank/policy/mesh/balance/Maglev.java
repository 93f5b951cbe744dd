package io.wavetank.policy.mesh.balance;

import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;

/**
 * Consistent hashing by a table that the endpoints fill in turn, each by a permutation of its own, as often as its weight says.
 *
 * <p>Endpoint e wants the places {@code (offset + j * skip) mod size} for j = 0, 1, ..., with {@code offset = hash(e) mod size} and
 * {@code skip = hash'(e) mod (size - 1) + 1}. In each round an endpoint takes the first place of its own that is free, if its weight times the number of
 * the round has come up to its next target. All shares are even, and few requests move when an endpoint goes.
 *
 * <p>Source: Eisenbud et al., Maglev, NSDI 2016, section 3.4; weights and hashes (XXH64, seeds 0 and 1) as in Envoy's {@code MAGLEV}, table size 65,537.
 */
public final class Maglev implements LoadBalancer {
    private final int size;
    private int[] table = new int[0];

    /** Creates the balancer with a table of a prime size, 2 or more. */
    public Maglev(int size) {
        if (!isPrime(size)) {
            throw new IllegalArgumentException("The size of a Maglev table is a prime number: " + size);
        }
        this.size = size;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; (long) divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return number > 1;
    }

    @Override
    public void endpointsChanged(Endpoints endpoints) {
        int count = endpoints.size();
        if (count == 0) {
            table = new int[0];
            return;
        }
        int[] filled = new int[size];
        Arrays.fill(filled, NONE);
        long[] next = new long[count];
        long[] skip = new long[count];
        for (int endpoint = 0; endpoint < count; endpoint++) {
            next[endpoint] = Long.remainderUnsigned(XxHash64.of(endpoints.id(endpoint), 0), size);
            skip[endpoint] = Long.remainderUnsigned(XxHash64.of(endpoints.id(endpoint), 1), size - 1) + 1;
        }
        long most = Weights.max(endpoints);
        long[] target = new long[count];
        int taken = 0;
        for (long round = 1; taken < size; round++) {
            for (int endpoint = 0; endpoint < count && taken < size; endpoint++) {
                if (round * endpoints.weight(endpoint) < target[endpoint]) {
                    continue;
                }
                target[endpoint] += most;
                while (filled[(int) next[endpoint]] != NONE) {
                    next[endpoint] = (next[endpoint] + skip[endpoint]) % size;
                }
                filled[(int) next[endpoint]] = endpoint;
                taken++;
            }
        }
        table = filled;
    }

    @Override
    public int pick(Endpoints endpoints, long draw) {
        return table.length == 0 ? NONE : table[(int) Long.remainderUnsigned(endpoints.requestHash(), size)];
    }
}

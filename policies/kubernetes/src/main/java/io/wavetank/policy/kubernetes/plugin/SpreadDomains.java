package io.wavetank.policy.kubernetes.plugin;

import java.util.Arrays;

/**
 * Pods counted in each domain of a spread constraint, and the count of the emptiest one.
 *
 * <p>The emptiest is found among all domains once; while one domain alone is changed and changed back, as in a trial on one node, the two
 * emptiest tell.
 */
final class SpreadDomains {
    private static final int ABSENT = Integer.MAX_VALUE;

    private long[] counts = new long[8];
    private boolean[] included = new boolean[8];
    private int size;
    private int count;
    private int emptiest;
    private long emptiestCount;
    private int second;
    private long secondCount;

    void reset(int domains) {
        if (counts.length < domains) {
            counts = new long[Math.max(domains, 2 * counts.length)];
            included = new boolean[counts.length];
        } else {
            Arrays.fill(counts, 0);
            Arrays.fill(included, false);
        }
        size = domains;
        count = 0;
    }

    /** Counts pods on a node that the constraint's policies let in. */
    void include(int domain, long pods) {
        count += included[domain] ? 0 : 1;
        included[domain] = true;
        counts[domain] += pods;
    }

    void findEmptiest() {
        emptiest = -1;
        emptiestCount = ABSENT;
        second = -1;
        secondCount = ABSENT;
        for (int domain = 0; domain < size; domain++) {
            if (included[domain]) {
                consider(domain, counts[domain]);
            }
        }
    }

    void change(int domain, int by) {
        counts[domain] += by;
        consider(domain, counts[domain]);
    }

    private void consider(int domain, long pods) {
        if (domain == emptiest) {
            emptiestCount = pods;
        } else if (domain == second) {
            secondCount = pods;
        } else if (pods < emptiestCount) {
            second = emptiest;
            secondCount = emptiestCount;
            emptiest = domain;
            emptiestCount = pods;
        } else if (pods < secondCount) {
            second = domain;
            secondCount = pods;
        }
        if (emptiestCount > secondCount) {
            swap();
        }
    }

    private void swap() {
        int domain = emptiest;
        long pods = emptiestCount;
        emptiest = second;
        emptiestCount = secondCount;
        second = domain;
        secondCount = pods;
    }

    /** How many domains there are. */
    int count() {
        return count;
    }

    long get(int domain) {
        return counts[domain];
    }

    /** The count of the emptiest domain; more than any count if there is none. */
    long emptiest() {
        return emptiestCount;
    }
}

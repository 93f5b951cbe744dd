package io.wavetank.acceptance.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What queueing theory says. Times are in mean service times. */
final class QueueingFormulas {
    private static final double PRECISION = 1e-11;

    private QueueingFormulas() {}

    /** Erlang's loss formula: the share of calls that find all servers busy and are lost. */
    static double erlangB(int servers, double offered) {
        double b = 1;
        for (int c = 1; c <= servers; c++) {
            b = offered * b / (c + offered * b);
        }
        return b;
    }

    /** Erlang's delay formula: the probability of waiting. */
    static double erlangC(int servers, double offered) {
        double b = erlangB(servers, offered);
        return b / (1 - offered / servers * (1 - b));
    }

    /** Mean latency where two of n servers are drawn and the shorter queue joined, for n without bound. */
    static double twoDrawnOfManyLatency(double load) {
        double sum = 0;
        for (int k = 1; k < 40; k++) {
            sum += StrictMath.pow(load, StrictMath.pow(2, k) - 2);
        }
        return sum;
    }

    /**
     * Mean latency of n exponential servers where d different ones are drawn and the shortest queue is joined, ties evenly: the chain of sorted
     * queue lengths, cut where nothing happens any more, solved by Gauss-Seidel, and Little's law.
     */
    static double shortestOfDrawn(int n, int d, double load) {
        int longest = n == 2 ? 70 : 45;
        List<int[]> states = sorted(n, longest);
        int[] index = new int[power(longest + 1, n)];
        Arrays.fill(index, -1);
        for (int i = 0; i < states.size(); i++) {
            index[code(states.get(i), longest)] = i;
        }
        int[][] to = new int[states.size()][];
        double[][] rates = new double[states.size()][];
        for (int i = 0; i < states.size(); i++) {
            transitions(states.get(i), n, d, load, longest, index, i, to, rates);
        }
        double[] p = stationary(to, rates);
        double inSystem = 0;
        for (int i = 0; i < p.length; i++) {
            inSystem += p[i] * Arrays.stream(states.get(i)).sum();
        }
        return inSystem / (load * n);
    }

    private static void transitions(
            int[] state, int n, int d, double load, int longest, int[] index, int i, int[][] to, double[][] rates) {
        to[i] = new int[2 * n];
        rates[i] = new double[2 * n];
        for (int k = 0; k < n; k++) {
            // the queues stand longest first: the k-th is the shortest drawn if it is drawn and all others drawn stand
            // before it
            double arrival = load * n * choose(k, d - 1) / choose(n, d);
            int[] more = state.clone();
            more[k]++;
            to[i][2 * k] = more[k] > longest ? i : index[code(sort(more), longest)];
            rates[i][2 * k] = arrival;
            int[] less = state.clone();
            less[k] = Math.max(0, less[k] - 1);
            to[i][2 * k + 1] = state[k] == 0 ? i : index[code(sort(less), longest)];
            rates[i][2 * k + 1] = state[k] == 0 ? 0 : 1;
        }
    }

    /** Mean latency of calls that find all servers busy and come again after an exponential time: the chain of busy servers and calls away. */
    static double retrialLatency(int servers, double arrivalRate, double retryRate) {
        int away = 400;
        int width = servers + 1;
        int[][] to = new int[width * (away + 1)][];
        double[][] rates = new double[to.length][];
        for (int j = 0; j <= away; j++) {
            for (int i = 0; i <= servers; i++) {
                int at = j * width + i;
                boolean full = i == servers;
                int arrival = full ? (j == away ? at : at + width) : at + 1;
                int retry = full || j == 0 ? at : at - width + 1;
                to[at] = new int[] {arrival, retry, i == 0 ? at : at - 1};
                rates[at] = new double[] {arrivalRate, j * retryRate, i};
            }
        }
        double[] p = stationary(to, rates);
        double inSystem = 0;
        for (int at = 0; at < p.length; at++) {
            inSystem += p[at] * (at / width + at % width);
        }
        return inSystem / arrivalRate;
    }

    /** The stationary distribution of a chain, by Gauss-Seidel on its balance equations. */
    private static double[] stationary(int[][] to, double[][] rates) {
        int n = to.length;
        List<List<double[]>> into = new ArrayList<>();
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            into.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < to[i].length; k++) {
                if (to[i][k] != i && rates[i][k] > 0) {
                    out[i] += rates[i][k];
                    into.get(to[i][k]).add(new double[] {i, rates[i][k]});
                }
            }
        }
        double[] p = new double[n];
        Arrays.fill(p, 1.0 / n);
        double change = 1;
        for (int round = 0; round < 20_000 && change > PRECISION; round++) {
            change = 0;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double flow = 0;
                for (double[] from : into.get(i)) {
                    flow += p[(int) from[0]] * from[1];
                }
                double next = flow / out[i];
                change += Math.abs(next - p[i]);
                p[i] = next;
                sum += next;
            }
            for (int i = 0; i < n; i++) {
                p[i] /= sum;
            }
        }
        return p;
    }

    private static List<int[]> sorted(int n, int longest) {
        List<int[]> states = new ArrayList<>();
        int[] state = new int[n];
        collect(state, 0, longest, states);
        return states;
    }

    private static void collect(int[] state, int at, int longest, List<int[]> states) {
        if (at == state.length) {
            states.add(state.clone());
            return;
        }
        for (int q = 0; q <= longest; q++) {
            state[at] = q;
            collect(state, at + 1, q, states);
        }
    }

    private static int[] sort(int[] state) {
        Arrays.sort(state);
        for (int i = 0; i < state.length / 2; i++) {
            int other = state[i];
            state[i] = state[state.length - 1 - i];
            state[state.length - 1 - i] = other;
        }
        return state;
    }

    private static int code(int[] state, int longest) {
        int code = 0;
        for (int q : state) {
            code = code * (longest + 1) + q;
        }
        return code;
    }

    private static int power(int base, int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    private static double choose(int n, int k) {
        double c = n < k ? 0 : 1;
        for (int i = 0; i < k && n >= k; i++) {
            c = c * (n - i) / (i + 1);
        }
        return c;
    }
}

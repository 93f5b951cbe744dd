package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.OutlierDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Envoy's outlier detection: endpoints are ejected after failures in a row, or for a success rate that stands out, for a time that grows.
 *
 * <p>In a row: at once, when the count is reached; the count then begins anew. By rate: at sweeps, over the calls since the last one, where enough
 * endpoints have enough calls: those below {@code mean - factor * deviation} (of the population), then those with too large a percentage of
 * failures. An ejection is not made where it would put more than the allowed percentage of endpoints out. It lasts {@code min(base * n, most) +
 * jitter}, and ends at the first sweep after that; n grows by one with each ejection, and goes down by one with each sweep that finds the endpoint
 * in, an interval or more after its return. Endpoints are looked at in order of their numbers.
 *
 * <p>Source: Envoy 1.3x, {@code outlier_detection_impl.cc}; faults of this side (connections, time-outs) count as 5xx, which is its default
 * ({@code split_external_local_origin_errors} off).
 */
public final class EnvoyOutlierDetector implements OutlierDetector {
    private static final class Host {
        private int serverFaults;
        private int gatewayFaults;
        private long calls;
        private long successes;
        private boolean ejected;
        private int backoff;
        private long ejectedNanos;
        private long jitterNanos;
        private long returnedNanos = -1;

        double successRate() {
            return 100.0 * successes / calls;
        }
    }

    private final OutlierSettings settings;
    private final SortedMap<Integer, Host> hosts = new TreeMap<>();
    private final TreeSet<Integer> out = new TreeSet<>();
    private long nextSweepNanos;

    /**
     * Creates one.
     *
     * @param startNanos when it comes into being; the first sweep is an interval later
     */
    public EnvoyOutlierDetector(OutlierSettings settings, long startNanos) {
        this.settings = settings;
        this.nextSweepNanos = startNanos + settings.intervalNanos();
    }

    @Override
    public void endpointAdded(int endpoint) {
        hosts.putIfAbsent(endpoint, new Host());
    }

    @Override
    public void endpointRemoved(int endpoint) {
        hosts.remove(endpoint);
        out.remove(endpoint);
    }

    @Override
    public boolean ended(int endpoint, CallOutcome outcome, long nowNanos, long draw) {
        Host host = hosts.get(endpoint);
        if (host == null || !outcome.saysOfEndpoint()) {
            return false;
        }
        host.calls++;
        if (!outcome.serverFault()) {
            host.successes++;
            host.serverFaults = 0;
            host.gatewayFaults = 0;
            return false;
        }
        boolean ejects = false;
        if (!outcome.gatewayFault()) {
            host.gatewayFaults = 0;
        } else if (++host.gatewayFaults == settings.consecutiveGateway()) {
            ejects = inRow(endpoint, host, nowNanos, draw);
            host.gatewayFaults = 0;
        }
        if (++host.serverFaults == settings.consecutive5xx()) {
            ejects |= inRow(endpoint, host, nowNanos, draw);
            host.serverFaults = 0;
        }
        return ejects;
    }

    @Override
    public long nextSweepNanos() {
        return nextSweepNanos;
    }

    @Override
    public boolean sweep(long nowNanos, long draw) {
        boolean changed = false;
        for (var each : hosts.entrySet()) {
            changed |= returns(each.getKey(), each.getValue(), nowNanos);
        }
        changed |= ejectByRates(nowNanos, draw);
        for (Host host : hosts.values()) {
            if (!host.ejected
                    && host.returnedNanos >= 0
                    && nowNanos - host.returnedNanos >= settings.intervalNanos()
                    && host.backoff > 0) {
                host.backoff--;
            }
            host.calls = 0;
            host.successes = 0;
        }
        nextSweepNanos = nowNanos + settings.intervalNanos();
        return changed;
    }

    @Override
    public boolean ejected(int endpoint) {
        return out.contains(endpoint);
    }

    @Override
    public int ejectedCount() {
        return out.size();
    }

    private boolean inRow(int endpoint, Host host, long nowNanos, long draw) {
        return !host.ejected && eject(endpoint, host, nowNanos, draw);
    }

    private boolean returns(int endpoint, Host host, long nowNanos) {
        if (!host.ejected) {
            return false;
        }
        long lasts = Math.min(settings.baseEjectionNanos() * host.backoff, settings.mostEjectionNanos());
        if (lasts + host.jitterNanos > nowNanos - host.ejectedNanos) {
            return false;
        }
        host.ejected = false;
        host.serverFaults = 0;
        host.gatewayFaults = 0;
        host.returnedNanos = nowNanos;
        out.remove(endpoint);
        return true;
    }

    private boolean ejectByRates(long nowNanos, long draw) {
        boolean changed = false;
        List<Integer> compared = withCalls(settings.successRateCalls());
        if (settings.successRateHosts() > 0 && !compared.isEmpty() && compared.size() >= settings.successRateHosts()) {
            double threshold = threshold(compared);
            for (int each : compared) {
                changed |= host(each).successRate() < threshold && rate(each, nowNanos, draw);
            }
        }
        List<Integer> judged = withCalls(settings.failurePercentCalls());
        if (settings.failurePercent() > 0 && !judged.isEmpty() && judged.size() >= settings.failurePercentHosts()) {
            for (int each : judged) {
                changed |= !host(each).ejected
                        && 100.0 - host(each).successRate() >= settings.failurePercent()
                        && rate(each, nowNanos, draw);
            }
        }
        return changed;
    }

    private boolean rate(int endpoint, long nowNanos, long draw) {
        return eject(endpoint, host(endpoint), nowNanos, DrawBits.further(draw, endpoint + 1));
    }

    private List<Integer> withCalls(int least) {
        List<Integer> found = new ArrayList<>();
        hosts.forEach((endpoint, host) -> {
            if (!host.ejected && host.calls > 0 && host.calls >= least) {
                found.add(endpoint);
            }
        });
        return found;
    }

    private double threshold(List<Integer> compared) {
        double sum = 0;
        for (int each : compared) {
            sum += host(each).successRate();
        }
        double mean = sum / compared.size();
        double squares = 0;
        for (int each : compared) {
            double distance = host(each).successRate() - mean;
            squares += distance * distance;
        }
        return mean - settings.stdevFactor() * Math.sqrt(squares / compared.size());
    }

    private Host host(int endpoint) {
        Host host = hosts.get(endpoint);
        if (host == null) {
            throw new IllegalStateException("No such endpoint: " + endpoint);
        }
        return host;
    }

    private boolean eject(int endpoint, Host host, long nowNanos, long draw) {
        boolean room = 100.0 * (out.size() + 1) / hosts.size() <= settings.mostEjectedPercent();
        if (!room && !(settings.alwaysOne() && out.isEmpty())) {
            return false;
        }
        if (DrawBits.below(100, draw) >= settings.enforcing()) {
            return false;
        }
        host.ejected = true;
        host.ejectedNanos = nowNanos;
        host.jitterNanos = settings.jitterNanos() == 0
                ? 0
                : (long) (DrawBits.uniform(DrawBits.further(draw, 1)) * (settings.jitterNanos() + 1));
        if (host.backoff * settings.baseEjectionNanos() < settings.mostEjectionNanos() + settings.baseEjectionNanos()) {
            host.backoff++;
        }
        out.add(endpoint);
        return true;
    }
}

package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.Resources;
import io.wavetank.policy.kubernetes.autoscale.hpa.HorizontalPodAutoscaler;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScaleTarget;
import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.policy.scaling.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The horizontal pod autoscaler of one service: its replicas are the pods, each of one container.
 *
 * <p>Metrics by name: {@code cpu} and {@code memory} are those of the metrics server, a sample a pod. {@value #REQUESTS}, {@value #CONCURRENCY} and
 * {@value #QUEUED} are those of the service: per pod its share, from outside the sum.
 */
public final class HpaControl implements ReplicaAutoscaler {
    /** Requests that come, a second. */
    public static final String REQUESTS = "requests_per_second";
    /** Requests in the service. */
    public static final String CONCURRENCY = "concurrency";
    /** Requests that wait. */
    public static final String QUEUED = "queued";

    /** The one container that a replica has. */
    static final String CONTAINER = "main";

    private static final double MILLI = 1000;

    private final HorizontalPodAutoscaler autoscaler;
    private final long periodNanos;
    /** The state of each replica as it was told last, by its place in the list. */
    private final List<Known> known = new ArrayList<>();
    /** What the replica that was looked at last asks for. */
    private SortedMap<String, SortedMap<String, Long>> requests = new TreeMap<>();

    private long requestedCpuMillis;
    private long requestedMemoryBytes;

    private record Known(ReplicaView replica, boolean running, boolean ready, boolean stopping, PodState state) {
        boolean still(ReplicaView other) {
            return replica.number() == other.number()
                    && running == other.running()
                    && ready == other.ready()
                    && stopping == other.stopping()
                    && state.transitionNanos() == Math.max(other.createdNanos(), other.readyChangedNanos());
        }
    }

    /** Creates the autoscaler, which remembers nothing yet. */
    public HpaControl(HpaSpec spec, HpaSettings settings, long periodNanos) {
        this.autoscaler = new HorizontalPodAutoscaler(spec, settings);
        this.periodNanos = periodNanos;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        List<? extends ReplicaView> replicas = service.replicas();
        int active = 0;
        List<PodState> pods = new ArrayList<>(replicas.size());
        for (int i = 0; i < replicas.size(); i++) {
            ReplicaView replica = replicas.get(i);
            active += replica.stopping() ? 0 : 1;
            pods.add(state(i, replica));
        }
        while (known.size() > replicas.size()) {
            known.remove(known.size() - 1);
        }
        List<@Nullable MetricReading> readings = new ArrayList<>();
        for (MetricSpec metric : autoscaler.spec().metrics()) {
            readings.add(reading(metric, service, replicas));
        }
        Reconciliation outcome =
                autoscaler.reconcile(new ScaleTarget(nowNanos, service.wanted(), active, pods), readings);
        return new Scale(outcome.replicas(), outcome.limited().name());
    }

    private PodState state(int place, ReplicaView replica) {
        if (place < known.size() && known.get(place).still(replica)) {
            return known.get(place).state();
        }
        PodState state = new PodState(
                replica.running() ? PodState.Phase.RUNNING : PodState.Phase.PENDING,
                replica.ready() ? PodState.Ready.YES : PodState.Ready.NO,
                replica.running() ? replica.startNanos() : PodState.NOT_STARTED,
                Math.max(replica.createdNanos(), replica.readyChangedNanos()),
                replica.stopping(),
                requests(replica));
        Known now = new Known(replica, replica.running(), replica.ready(), replica.stopping(), state);
        if (place < known.size()) {
            known.set(place, now);
        } else {
            known.add(now);
        }
        return state;
    }

    /** Replicas that ask for the same have the same map. */
    private SortedMap<String, SortedMap<String, Long>> requests(ReplicaView replica) {
        long cpuMillis = replica.taskClass().request(Resources.CPU);
        long memoryBytes = replica.taskClass().request(Resources.MEMORY);
        if (requests.isEmpty() || cpuMillis != requestedCpuMillis || memoryBytes != requestedMemoryBytes) {
            SortedMap<String, Long> amounts = new TreeMap<>();
            put(amounts, "cpu", cpuMillis);
            put(amounts, "memory", memoryBytes * (long) MILLI);
            requests = new TreeMap<>(Map.of(CONTAINER, amounts));
            requestedCpuMillis = cpuMillis;
            requestedMemoryBytes = memoryBytes;
        }
        return requests;
    }

    private static void put(SortedMap<String, Long> amounts, String name, long milli) {
        if (milli > 0) {
            amounts.put(name, milli);
        }
    }

    private static @Nullable MetricReading reading(
            MetricSpec metric, ServiceView service, List<? extends ReplicaView> replicas) {
        return switch (metric.source()) {
            case RESOURCE, CONTAINER_RESOURCE -> samples(replicas, amount(metric.name()));
            case PODS -> shares(replicas, service, ofService(metric.name(), service.metrics()));
            case OBJECT, EXTERNAL ->
                service.metrics().known()
                        ? new MetricReading.Amount((long) (ofService(metric.name(), service.metrics()) * MILLI))
                        : null;
        };
    }

    private static ToLongFunction<ReplicaSample> amount(String resource) {
        return resource.equals("cpu") ? ReplicaSample::cpuMillis : sample -> sample.memoryBytes() * (long) MILLI;
    }

    private static @Nullable MetricReading samples(
            List<? extends ReplicaView> replicas, ToLongFunction<ReplicaSample> amount) {
        List<MetricReading.PodSample> samples = new ArrayList<>(replicas.size());
        long window = 0;
        for (int i = 0; i < replicas.size(); i++) {
            ReplicaSample sample = replicas.get(i).sample();
            if (sample != null && replicas.get(i).running()) {
                samples.add(new MetricReading.PodSample(i, amount.applyAsLong(sample), sample.takenNanos()));
                window = sample.windowNanos();
            }
        }
        return samples.isEmpty() ? null : new MetricReading.PodSamples(window, samples);
    }

    /** Each pod that takes load has an equal share of what the service has. */
    private static @Nullable MetricReading shares(
            List<? extends ReplicaView> replicas, ServiceView service, double total) {
        ServiceMetrics metrics = service.metrics();
        if (!metrics.known() || service.ready() == 0) {
            return null;
        }
        List<MetricReading.PodSample> samples = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            if (replicas.get(i).ready()) {
                long share = (long) (total / service.ready() * MILLI);
                samples.add(new MetricReading.PodSample(i, share, metrics.takenNanos()));
            }
        }
        return new MetricReading.PodSamples(metrics.windowNanos(), samples);
    }

    private static double ofService(String name, ServiceMetrics metrics) {
        if (name.equals(REQUESTS)) {
            return metrics.requestsPerSecond();
        }
        return name.equals(CONCURRENCY) ? metrics.concurrency() : metrics.queued();
    }

    @Override
    public long periodNanos() {
        return periodNanos;
    }

    @Override
    public boolean relativeToRequest(int resource) {
        String name = resource == Resources.CPU ? "cpu" : "memory";
        return autoscaler.spec().metrics().stream()
                .anyMatch(metric -> metric.kind() == MetricSpec.Target.UTILIZATION
                        && metric.name().equals(name));
    }

    @Override
    public int leastReplicas() {
        return autoscaler.spec().minReplicas();
    }

    @Override
    public int mostReplicas() {
        return autoscaler.spec().maxReplicas();
    }
}

package io.wavetank.experiment;

import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.ElasticSpec;
import io.wavetank.sim.scenario.RateSeries;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ArrivalProcess;
import io.wavetank.sim.traffic.ClusterTraffic;
import io.wavetank.sim.traffic.Contention;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.PressureSpec;
import io.wavetank.sim.traffic.RateArrivals;
import io.wavetank.sim.traffic.ReplicaRule;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.ServiceTime;
import io.wavetank.sim.traffic.TrafficSpec;
import io.wavetank.workload.generate.arrival.ArrivalClock;
import io.wavetank.workload.generate.arrival.Arrivals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The services of an experiment and the requests to them; each run starts them anew.
 *
 * @param services the services
 * @param rules which tasks are their replicas
 * @param rollouts which services are rolled out
 * @param operations what they do
 * @param requests what comes from outside
 * @param network how long messages take
 * @param contention how replicas on one node slow each other; null if they do not
 * @param registry where images come from; null if nodes have all
 * @param pressure how nodes run short of memory; null if that does not matter
 * @param seed the key of all draws
 * @param fromNanos requests that come before do not count
 * @param toNanos requests that come at or after do not count
 * @param untilNanos when the run ends
 * @param stepNanos how long a row of the timeline is
 * @param alerting when somebody is called
 */
public record TrafficPlan(
        List<ServiceSpec> services,
        List<ReplicaRule> rules,
        List<RolloutSpec> rollouts,
        List<OperationSpec> operations,
        List<Requests> requests,
        NetworkDelay network,
        @Nullable Contention contention,
        @Nullable RegistrySpec registry,
        @Nullable PressureSpec pressure,
        long seed,
        long fromNanos,
        long toNanos,
        long untilNanos,
        long stepNanos,
        Alerting alerting) {
    /** Copies the lists. */
    public TrafficPlan {
        services = List.copyOf(services);
        rules = List.copyOf(rules);
        rollouts = List.copyOf(rollouts);
        operations = List.copyOf(operations);
        requests = List.copyOf(requests);
    }

    /**
     * One class of requests.
     *
     * @param name what it is called
     * @param operation the number of the operation asked for
     * @param arrivals when they come; null if there are rates or users
     * @param rates how many come over time, by a Poisson process; null if there are arrivals or users
     * @param users how many users there are, 0 if there is a process
     * @param thinkTime how long they think
     * @param clients how many client sides there are
     * @param tenant whose they are
     * @param priority how much they matter, 0 the most
     * @param objective what share of them is to be answered well; NaN if nobody says
     */
    public record Requests(
            String name,
            int operation,
            @Nullable Arrivals arrivals,
            @Nullable RateSeries rates,
            int users,
            ServiceTime thinkTime,
            int clients,
            String tenant,
            int priority,
            double objective) {
        private EntrySpec start(Draws draws) {
            return new EntrySpec(
                    name,
                    operation,
                    process(draws.stream("requests").stream(name)),
                    users,
                    thinkTime,
                    clients,
                    tenant,
                    priority,
                    objective);
        }

        private @Nullable ArrivalProcess process(Draws draws) {
            if (rates != null) {
                return new RateArrivals(rates, draws);
            }
            ArrivalClock clock = arrivals == null ? null : arrivals.start(draws);
            return clock == null ? null : clock::nextNanos;
        }
    }

    /** Starts the traffic of one replication, on a cluster that has not begun; nodes of the groups may come. */
    public ClusterTraffic start(ClusterSpec cluster, ElasticSpec elastic, int replication) {
        List<NodeSpec> nodes = new ArrayList<>(cluster.nodes());
        elastic.groups().forEach(each -> nodes.add(each.template()));
        Draws draws = new Draws(seed, replication).stream("traffic");
        List<EntrySpec> entries = new ArrayList<>();
        requests.forEach(each -> entries.add(each.start(draws)));
        var spec = new TrafficSpec(
                services,
                operations,
                entries,
                network,
                ClusterTraffic.zones(nodes),
                fromNanos,
                toNanos,
                stepNanos,
                contention,
                registry);
        var traffic = new ClusterTraffic(spec, rules, rollouts, cluster, draws);
        if (pressure != null) {
            traffic.watchMemory(pressure);
        }
        return traffic;
    }
}

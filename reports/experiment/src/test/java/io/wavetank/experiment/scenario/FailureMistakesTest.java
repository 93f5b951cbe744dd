package io.wavetank.experiment.scenario;

import static io.wavetank.experiment.scenario.Mistake.HEAD;
import static io.wavetank.experiment.scenario.Mistake.RACKS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in what breaks, and in who deals with it. */
final class FailureMistakesTest {
    /** One control plane of a single manager, and one of three. */
    private static final String SWARM = HEAD.replace("first-fit", "[first-fit, swarm]");

    @TempDir
    Path folder = Path.of("");

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // controllers
                new Mistake(
                        HEAD + "controllers: [{statefulset: {}}]",
                        "s.yaml:3:29: controllers.0.statefulset has no labels; expected those of its tasks"),
                new Mistake(
                        HEAD + "controllers: [{job: {app: a}, failures: [{exit_codes: [], action: ignore}]}]",
                        "s.yaml:3:55: controllers.0.failures.0.exit_codes is empty; expected codes, or no such key for what loses its place"),
                // what breaks
                new Mistake(
                        HEAD + "faults: [{at: 25:61, control_plane: down}]",
                        "s.yaml:3:15: faults.0.at is '25:61'; expected a time since the start such as 90m, 36h or 13:20"),
                new Mistake(
                        HEAD + "faults: [{at: 13:20, control_plane: up}]",
                        "s.yaml:3:37: faults.0.control_plane is 'up'; expected down"),
                new Mistake(
                        HEAD + "faults: [{at: 13:20, managers: [1, 2, 1]}]",
                        "s.yaml:3:39: faults.0.managers names 1 twice; expected each once"),
                new Mistake(
                        HEAD + "faults: [{at: 13:20, managers: [9]}]",
                        "s.yaml:3:33: faults.0.managers names 9, and there is 1 manager; expected 1, or more under policies.failover.managers"),
                new Mistake(
                        SWARM + "faults: [{at: 1h, managers: [3]}, {at: 2h, managers: [2, 4]}]",
                        "s.yaml:3:58: faults.1.managers names 4, and there are 3 managers; expected 1 to 3, or more under policies.failover.managers"),
                new Mistake(
                        HEAD + "faults: [{control_plane: down, for: 5m}]",
                        "s.yaml:3:10: faults.0 lacks 'at'; expected when it breaks, from the start of the run: a length of time, or hours and minutes such as 13:20"),
                new Mistake(
                        "workload: {generate: {arrivals: {process: poisson, rate: 1/m}, until: {tasks: 10}, kinds: [{name: a, cpu: 1, memory: 1Gi, run_time: 5s}]}}\npolicies: {scheduler: first-fit}\ncluster: {nodes: [{zones: [a, b], capacity: {cpu: 4, memory: 8Gi}, count: 2}]}\nfaults: [{at: 1h, zone: c}]",
                        "s.yaml:4:25: faults.0: no node is in 'zone c'; expected a or b"),
                new Mistake(
                        HEAD + "faults: [{at: 13:20, caches: 0s}]",
                        "s.yaml:3:30: faults.0.caches is 0; expected a time above 0"),
                // parts of nodes
                new Mistake(
                        RACKS + "faults: [{at: 1h, zone: a, gpus_lost: 1}]",
                        "s.yaml:4:28: faults.0 has 'gpus_lost', and no node has GPUs; expected nodes with 'gpu' under 'capacity', or another fault"),
                new Mistake(
                        RACKS + "faults: [{at: 1h, zone: a, packet_loss: 0.1}]",
                        "s.yaml:4:28: faults.0 has 'packet_loss', and there are no requests; expected 'traffic', or another fault"),
                new Mistake(
                        RACKS + "faults: [{at: 1h, zone: a, slow: 0.1, cut_off: true}]",
                        "s.yaml:4:39: faults.0 has both 'slow' and 'cut_off'; expected one of them"),
                // policies of failover
                new Mistake(
                        HEAD.replace("first-fit", "first-fit, checkpoint: {interval: daly, cost: 1m}"),
                        "s.yaml:2:57: policies.checkpoint.interval is daly, and there is no 'mtbf' to reckon with; expected the mean time between failures of a node"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: hot-standbi}]",
                        "s.yaml:4:30: unknown policy of failover 'hot-standbi'; did you mean hot-standby? Known: system, immediate, delayed, rate-limited, cold-standby, warm-standby, hot-standby, active-passive, active-active, n-plus-k, spare-pool, spread, migrate, checkpoint, static-stability"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: immediate}, {name: a, policy: delayed}]",
                        "s.yaml:4:49: failover has two services named 'a'; expected another name"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: delayed, after: soon}}]",
                        "s.yaml:4:30: Policy delayed, option after: a time such as 30s or 5m expected, got 'soon'"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: spare-pool, nodes: spare}}]",
                        "s.yaml:4:30: Policy spare-pool, option nodes: a label and its value expected, such as pool=spare, got 'spare'"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: checkpoint}, {name: b, policy: checkpoint}]",
                        "s.yaml:4:11: tasks save what they have done in two ways; expected policies.checkpoint, or one policy 'checkpoint' of failover"),
                new Mistake(
                        RACKS + "faults: [{each: node, up: 30d, down: 1h}]",
                        "s.yaml:4:10: faults.0 would go on for ever, and so would the run; expected 'until' here, or run.until"),
                new Mistake(
                        RACKS + "run: {until: 1d}\nfaults: [{each: pdu, up: 30d, down: 1h}]",
                        "s.yaml:5:17: faults.0.each is 'pdu', and no node has a label 'pdu'; expected node, rack or topology.kubernetes.io/zone"),
                new Mistake(
                        RACKS + "faults: [{each: rack, up: {distribution: weibull, shape: 0.7}, down: 1h, until: 9h}]",
                        "s.yaml:4:27: faults.0.up is not determined; expected 'shape' and 'scale', or 'shape' and 'mean'"),
                new Mistake(
                        RACKS + "faults: [{each: node, among: {rack: r9}, up: 30d, down: 1h, until: 9h}]",
                        "s.yaml:4:30: faults.0.among names labels of no node; expected labels that nodes of the cluster have"),
                new Mistake(
                        RACKS + "faults: [{maintenance: x, at: 1h}]",
                        "s.yaml:4:10: faults.0 may go on for ever, and so would the run; expected one window with 'for', or run.until"),
                new Mistake(
                        RACKS + "run: {until: 9h}\nfaults: [{maintenance: x, at: 1h, for: 2h, every: 1h}]",
                        "s.yaml:5:10: faults.0 has no time; expected 'for' and 'timeout' above 0, and 'every' no less than 'for'"),
                new Mistake(
                        RACKS + "run: {until: 9h}\nfaults: [{maintenance: x, at: 1h, among: {rack: r9}}]",
                        "s.yaml:5:42: faults.0.among names labels of no node; expected labels that nodes of the cluster have"),
                new Mistake(
                        RACKS + "faults: [{at: 1h, zone: a, slow: 0.5, cut_off: true}]",
                        "s.yaml:4:39: faults.0 has both 'slow' and 'cut_off'; expected one of them"),
                new Mistake(
                        RACKS + "faults: [{at: 1h, zone: a, flapping: {up: 1s, down: 1s}}]",
                        "s.yaml:4:38: faults.0.flapping has no end, or takes no time; expected times above 0, and 'for' or run.until within 100000 times"),
                // meaning
                new Mistake(
                        RACKS + "run: {until: 1d}\nfaults: [{each: node, up: 0s, down: 0s}]",
                        "s.yaml:5:27: faults.0 breaks more than 1000000 times until its end; expected a longer 'up', or an earlier 'until'"),
                new Mistake(
                        RACKS + "run: {until: 1d}\nfaults: [{maintenance: x, at: 1h, at_once: 9000000000000000000%}]",
                        "s.yaml:5:10: faults.0: at_once is 9000000000000000000%; expected a percentage such as 25%"),
                new Mistake(
                        RACKS + "run: {until: 1d}\nfaults: [{maintenance: x, at: 1h, at_once: 1.5}]",
                        "s.yaml:5:44: faults.0.at_once is the number 1.5; expected a text or a whole number from 0 to 2147483647"),
                new Mistake(
                        RACKS + "faults: [{at: 106751d, zone: a, notice: 30d, for: 1h}]",
                        "s.yaml:4:41: faults.0 ends its 'notice' after all time that can be counted; expected an earlier 'at'"),
                new Mistake(
                        RACKS + "run: {until: 1d}\nfaults: [{maintenance: x, at: 1h, at_once: 0%}]",
                        "s.yaml:5:44: faults.0.at_once is 0%, so that no node would ever be mended; expected at least 1"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: n-plus-k, of: zone}}]",
                        "s.yaml:4:30: failover.0.policy: n-plus-k goes by the label 'zone', which no node has; expected one that nodes of the cluster have"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: spare-pool, nodes: rack=r2}}]",
                        "s.yaml:4:30: failover.0.policy: spare-pool goes by the label 'rack=r2', which no node has; expected one that nodes of the cluster have"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: checkpoint, cost: 0s}}]",
                        "s.yaml:4:30: Policy checkpoint, option cost: a time above 0 expected, got '0s'"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: checkpoint, interval: 0s}}]",
                        "s.yaml:4:30: Policy checkpoint, option interval: a time above 0 expected, got '0s'"),
                new Mistake(
                        RACKS + "failover: [{name: a, policy: {name: warm-standby, lag: 1000d, replay: 20}}]",
                        "s.yaml:4:30: Policy warm-standby, option replay: catching up in at most 10000d expected, got '20' times a lag of '1000d'"),
                // a key that names a form, misspelt beside what is right
                new Mistake(
                        HEAD + "faults: [{at: 5s, cachez: 10s}]",
                        "s.yaml:3:19: unknown key 'cachez' in faults.0; expected {faults}; did you mean 'caches'?"),
                new Mistake(
                        HEAD + "faults: [{at: 5s, slwo: 2, nod: n-1}]",
                        "s.yaml:3:28: unknown key 'nod' in faults.0; expected {faults}; did you mean 'node'?"),
                new Mistake(
                        HEAD + "faults: [{at: 5s, whatever: 2}]",
                        "s.yaml:3:19: unknown key 'whatever' in faults.0; expected {faults}"),
                new Mistake(HEAD + "faults: [{at: 5s}]", "s.yaml:3:10: faults.0 lacks one of {faults}"),
                // another key of an entry
                new Mistake(
                        HEAD + "faults: [{at: 5s, control_plane: down, fr: 10s}]",
                        "s.yaml:3:40: unknown key 'fr' in faults.0; expected at, control_plane or for; did you mean 'for'?"),
                new Mistake(
                        HEAD + "faults: [{ech: node, up: 30d, down: 1h, until: 9h}]",
                        "s.yaml:3:11: unknown key 'ech' in faults.0; expected {faults}; did you mean 'each'?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_one_line_with_its_place(Mistake mistake) throws IOException {
        mistake.isSaid(folder);
    }
}

package io.wavetank.experiment.scenario;

import static io.wavetank.experiment.scenario.Mistake.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in what a scenario says of its cluster, its workload, its policies and its report. */
final class ScenarioMistakesTest {
    private static final String NODE = "cluster: {nodes: [{capacity: {cpu: 4, memory: 8Gi}";
    private static final String KIND = """
            cluster: {processors: 8}
            policies: {scheduler: first-fit}
            workload:
              generate:
                arrivals: {process: poisson, rate: 1/m}
                until: {tasks: 10}
                kinds:
                  - name: a
                    cpu: 1
            """;

    @TempDir
    Path folder = Path.of("");

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // keys
                new Mistake(
                        HEAD + "run: {sede: 1}",
                        "s.yaml:3:7: unknown key 'sede' in run; expected seed, replications or until; did you mean 'seed'?"),
                new Mistake(
                        HEAD + "run: {\"se\\nde\\e[2J\": 1}",
                        "s.yaml:3:7: unknown key 'se\\u000ade\\u001b[2J' in run; expected seed, replications or until"),
                new Mistake(
                        HEAD + "run: {seed: " + "z".repeat(5000) + "}",
                        "s.yaml:3:13: run.seed is '" + "z".repeat(100) + "...'; expected a whole number"),
                new Mistake(
                        HEAD + "rn: {seed: 1}",
                        "s.yaml:3:1: unknown key 'rn' in the scenario; expected {keys}; did you mean 'run'?"),
                new Mistake(
                        HEAD + "run: {seed: 1, seed: 2}",
                        "s.yaml:3:16: key 'seed' is given twice, first in line 3; expected each key once"),
                new Mistake(
                        "policies: {scheduler: first-fit}",
                        "s.yaml:1:1: the scenario lacks 'workload'; expected what is run: 'trace', 'generate' or 'snapshot', or services"),
                new Mistake(
                        "wrkload: {}\npolicies: {scheduler: first-fit}",
                        "s.yaml:1:1: unknown key 'wrkload' in the scenario; expected {keys}; did you mean 'workload'?"),
                new Mistake(
                        HEAD + "cluster: {node: []}",
                        "s.yaml:3:11: unknown key 'node' in cluster; expected nodes, file, processors or model; did you mean 'nodes'?"),
                new Mistake(
                        HEAD + "cluster: {model: mixed-day, processors: 3}",
                        "s.yaml:3:29: cluster has both 'model' and 'processors'; expected one of nodes, file, processors or model"),
                new Mistake(HEAD + "cluster: {}", "s.yaml:3:10: cluster lacks one of nodes, file, processors or model"),
                new Mistake(
                        KIND + "        run_tme: 5s",
                        "s.yaml:10:9: unknown key 'run_tme' in workload.generate.kinds.0; expected name, share, cpu, memory, memory_per_core, ephemeral-storage, gpu, run_time, cpu_correlation, tasks, stagger, members, same_sizes, priority, tenants, labels, node_selector, tolerations, priorityClassName, preemptionPolicy, namespace, owner, affinity, topologySpreadConstraints, hostPorts, images, alloc_set, runs_in, gang or estimate; did you mean 'run_time'?"),
                // one task on each node
                new Mistake(
                        KIND + "        run_time: 5s\n        tasks: every-node",
                        "s.yaml:11:16: workload.generate.kinds.0.tasks is 'every-node'; expected a number of 0 or more, or each-node"),
                new Mistake(
                        KIND + "        run_time: 5s\n        tasks: each-node",
                        "s.yaml:11:16: workload.generate.kinds.0.tasks is each-node, and no nodes are known here; expected a number, or a scenario whose cluster is of 'nodes', 'file' or 'model'"),
                new Mistake(
                        KIND.replace("{processors: 8}", "{nodes: [{name: a, capacity: {cpu: 1, memory: 1Gi}}]}")
                                + "        run_time: 5s\n        tasks: each-node\n        node_selector: {disk: ssd}",
                        "s.yaml:11:16: workload.generate.kinds.0.tasks is each-node, and its tasks may go on none of the cluster's nodes; expected tolerations, a node_selector and affinity that leave some"),
                // types, and what YAML 1.1 made of words and numbers
                new Mistake(HEAD + "run: {seed: abc}", "s.yaml:3:13: run.seed is 'abc'; expected a whole number"),
                new Mistake(
                        HEAD + "run: {seed: 1.5}", "s.yaml:3:13: run.seed is the number 1.5; expected a whole number"),
                new Mistake(
                        HEAD + "run: {seed: 010}",
                        "s.yaml:3:13: run.seed is '010', which some readers take for octal; expected a whole number; did you mean '10'?"),
                new Mistake(
                        HEAD + "run: {seed: 1_000}",
                        "s.yaml:3:13: run.seed is '1_000', which is a text in YAML 1.2; expected a whole number; did you mean '1000'?"),
                new Mistake(
                        HEAD + "run: {seed: 99999999999999999999}",
                        "s.yaml:3:13: run.seed is the number 99999999999999999999; expected a whole number"),
                new Mistake(HEAD + "run: {seed: }", "s.yaml:3:12: run.seed has no value; expected a whole number"),
                new Mistake(
                        HEAD + "run: {replications: 0}",
                        "s.yaml:3:21: run.replications is 0; expected a whole number from 1 to 100000"),
                new Mistake(
                        HEAD + "report: {charts: no}",
                        "s.yaml:3:18: report.charts is 'no', which is a text in YAML 1.2; expected true or false; did you mean 'false'?"),
                new Mistake(
                        HEAD + "report: {charts: off}",
                        "s.yaml:3:18: report.charts is 'off', which is a text in YAML 1.2; expected true or false; did you mean 'false'?"),
                new Mistake(HEAD + "name: 5", "s.yaml:3:7: name is the number 5; expected a text; did you mean \"5\"?"),
                new Mistake(HEAD + "run: [1]", "s.yaml:3:6: run is a list; expected keys with values"),
                new Mistake(
                        HEAD + "cluster: {nodes: {}}",
                        "s.yaml:3:18: cluster.nodes has keys of its own; expected a list"),
                new Mistake(
                        HEAD + "cluster: {nodes: []}", "s.yaml:3:18: cluster.nodes has 0 entries; expected at least 1"),
                new Mistake("5", "s.yaml:1:1: the scenario is the number 5; expected keys with values"),
                // quantities
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 4, memory: 128Gb}}]}",
                        "s.yaml:3:47: cluster.nodes.0.capacity.memory is '128Gb'; expected bytes with Ki, Mi, Gi, Ti, Pi or Ei (1024) or k, M, G, T, P or E (1000), such as 128Gi; did you mean '128Gi'?"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 4 cores, memory: 1Gi}}]}",
                        "s.yaml:3:36: cluster.nodes.0.capacity.cpu is '4 cores'; expected cores such as 4, 0.5 or 500m; did you mean '4'?"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 0.0005, memory: 1Gi}}]}",
                        "s.yaml:3:36: cluster.nodes.0.capacity.cpu is '0.0005', finer than is counted; expected cores such as 4, 0.5 or 500m"),
                new Mistake(
                        "policies: {scheduler: first-fit}\nworkload: {generate: {arrivals: {process: at-start, count: 1}, until: {time: 1h}, kinds: [{name: k, cpu: 1, run_time: 0.5ns}]}}",
                        "s.yaml:2:119: workload.generate.kinds.0.run_time is '0.5ns', finer than is counted; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h, or forever"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 4, memory: 4E}, count: 3}]}",
                        "s.yaml:3:18: cluster.nodes has more memory over all nodes than can be counted; expected less of it, or fewer nodes"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{zones: [a, b], capacity: {cpu: 4, memory: 2E}, scale: {most: 3}}]}",
                        "s.yaml:3:18: cluster.nodes has more memory over all nodes than can be counted; expected less of it, or fewer nodes"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 4, memory: 1Gi}, scale: {least: 5, most: 3}}]}",
                        "s.yaml:3:68: cluster.nodes.0.scale.least is 5; expected at most scale.most, 3"),
                new Mistake(
                        HEAD + "run: {seed: \"7\"}",
                        "s.yaml:3:13: run.seed is '7' (in quotes, and so a text); expected a whole number; did you mean 7 without quotes?"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{capacity: {cpu: 4, memory: 100E}}]}",
                        "s.yaml:3:47: cluster.nodes.0.capacity.memory is '100E', more than can be counted; expected bytes with Ki, Mi, Gi, Ti, Pi or Ei (1024) or k, M, G, T, P or E (1000), such as 128Gi"),
                new Mistake(
                        HEAD + "run: {until: 36}",
                        "s.yaml:3:14: run.until is '36'; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h; did you mean '36s'?"),
                new Mistake(
                        HEAD + "run: {until: 0s}",
                        "s.yaml:3:14: run.until is 0s, when nothing has happened yet; expected a later time"),
                new Mistake(
                        HEAD + "run: {until: -1h}",
                        "s.yaml:3:14: run.until is '-1h'; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h"),
                new Mistake(
                        KIND.replace("1/m", "60") + "        run_time: 5s",
                        "s.yaml:5:40: workload.generate.arrivals.rate is '60'; expected so many a time, such as 0.5/s, 30/m or 1200/h; did you mean '60/s'?"),
                new Mistake(
                        KIND + "        run_time: 5s\n        members: 010",
                        "s.yaml:11:18: workload.generate.kinds.0.members is '010', which some readers take for octal; expected a number of 0 or more; did you mean '10'?"),
                new Mistake(
                        KIND + "        run_time: 5",
                        "s.yaml:10:19: workload.generate.kinds.0.run_time is '5'; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h, or forever; did you mean '5s'?"),
                new Mistake(
                        KIND.replace(
                                        "poisson, rate: 1/m",
                                        "cox, rate: 1/m, day: {swing: 0}, modulations: [{sigma: 6, correlation_time: 1h}]")
                                + "        run_time: 5s",
                        "s.yaml:5:80: workload.generate.arrivals.modulations.0.sigma is 6; expected a number above 0, up to 5"),
                // numbers that count something
                new Mistake(
                        KIND + "        run_time: 5s\n        tasks: 2.5",
                        "s.yaml:11:16: workload.generate.kinds.0.tasks is 2.5; expected a whole number, or a distribution, of which what is drawn is rounded up"),
                new Mistake(
                        KIND + "        run_time: 5s\n        gpu: {count: 0.5}",
                        "s.yaml:11:22: workload.generate.kinds.0.gpu.count is 0.5; expected a whole number, or a distribution, of which what is drawn is rounded up"),
                new Mistake(
                        KIND.replace("rate: 1/m", "rate: 1/m, batch: 1.5") + "        run_time: 5s",
                        "s.yaml:5:52: workload.generate.arrivals.batch is 1.5; expected a whole number, or a distribution, of which what is drawn is rounded up"),
                new Mistake(
                        KIND + "        run_time: 5s\n        members: 0",
                        "s.yaml:8:9: workload.generate.kinds.0: members = 0: not a number of members; at least 1, in steps of 1"),
                // what would change for ever before anything comes
                new Mistake(
                        KIND.replace(
                                        "poisson, rate: 1/m",
                                        "mmpp, states: [{rate: 1/m, mean_sojourn: 1ns}, {rate: 0/m, mean_sojourn: 1ns}]")
                                + "        run_time: 5s",
                        "s.yaml:5:15: workload.generate.arrivals changes its rate more than 10,000 times from one arrival to the next, as good as not at all; expected states that last longer, or process: poisson with the mean rate"),
                // forms
                new Mistake(
                        KIND + "        run_time: {distribution: lognormal}",
                        "s.yaml:10:34: workload.generate.kinds.0.run_time.distribution is 'lognormal'; expected constant, uniform, exponential, log-normal, weibull, gamma, pareto, hyper-exponential, empirical or quantiles; did you mean 'log-normal'?"),
                new Mistake(
                        KIND + "        run_time: {median: 5s}",
                        "s.yaml:10:19: workload.generate.kinds.0.run_time lacks 'distribution'; expected constant, uniform, exponential, log-normal, weibull, gamma, pareto, hyper-exponential, empirical or quantiles"),
                new Mistake(
                        KIND + "        run_time: {distribution: log-normal, median: 5s}",
                        "s.yaml:10:19: workload.generate.kinds.0.run_time is not determined; expected 'median' and 'sigma', or 'mean' and 'cv'"),
                new Mistake(
                        KIND + "        run_time: {distribution: uniform, min: 5s, max: 1s}",
                        "s.yaml:10:19: workload.generate.kinds.0.run_time: max = 1.0: not above min = 5.0; for a single value take a constant"),
                new Mistake(
                        KIND + "        run_time: true",
                        "s.yaml:10:19: workload.generate.kinds.0.run_time is true; expected a length of time with ns, us, ms, s, m (minutes), h or d, such as 90s or 36h or keys with values"),
                new Mistake(
                        KIND + "        run_time: 5s\n        estimate: perhaps",
                        "s.yaml:11:19: workload.generate.kinds.0.estimate is 'perhaps'; expected unknown or exact"),
                // meaning
                new Mistake(
                        HEAD.replace("first-fit", "frist-fit"),
                        "s.yaml:2:23: unknown scheduler 'frist-fit'; expected {schedulers}; did you mean 'first-fit'?"),
                new Mistake(
                        HEAD.replace("first-fit", "{name: power-of-d, dd: 3}"),
                        "s.yaml:2:42: scheduler 'power-of-d' has no option 'dd'; expected queue or d; did you mean 'd'?"),
                new Mistake(
                        HEAD.replace("first-fit", "power-of-d:d=0"),
                        "s.yaml:2:23: Policy power-of-d, option d: a whole number from 1 to 1000 expected, got '0'"),
                new Mistake(
                        HEAD.replace("first-fit", "[random, random]"),
                        "s.yaml:2:32: scheduler 'random' is named twice; expected each once"),
                new Mistake(
                        HEAD.replace("first-fit", "[{name: first-fit, as: a b}, {name: best-fit, as: a/b}]"),
                        "s.yaml:2:52: scheduler 'a/b' would have its results in the folder of scheduler 'a b', a_b; expected another name"),
                new Mistake(
                        HEAD.replace("first-fit", "[{name: first-fit, as: charts}, best-fit]"),
                        "s.yaml:2:24: scheduler 'charts' would have its results where those of all have a file or folder; expected another name"),
                new Mistake(
                        HEAD.replace("mixed-day", "mixd-day"),
                        "s.yaml:1:30: workload.generate.model is 'mixd-day'; expected mixed-day, google-2011-like, openb-like, uniform-bench, lublin-2003, alibaba-2018-like, faas or diurnal-web; did you mean 'mixed-day'?"),
                new Mistake(
                        HEAD.replace("mixed-day", "mixed-day, laod: 1"),
                        "s.yaml:1:41: model mixed-day has no parameter 'laod'; expected nodes, load, swing, hours or tasks; did you mean 'load'?"),
                new Mistake(
                        HEAD.replace("mixed-day", "mixed-day, load: 90"),
                        "s.yaml:1:47: workload.generate.load is 90; expected a number from 0.01 to 10 (of capacity)"),
                new Mistake(
                        HEAD.replace("mixed-day", "mixed-day, nodes: 2.5"),
                        "s.yaml:1:48: workload.generate.nodes is 2.5; expected a whole number from 1 to 1000000 (nodes)"),
                new Mistake(
                        HEAD + "report: {window: {from: 25h}}",
                        "s.yaml:3:25: report.window.from is 25h, and the last task comes by 1d; expected an earlier time"),
                new Mistake(
                        HEAD + "run: {until: 6h}\nreport: {window: {from: 1h, to: 7h}}",
                        "s.yaml:4:33: report.window.to is 7h, and the run ends at 6h; expected no later time"),
                new Mistake(
                        HEAD + "report: {window: {to: 0s}}",
                        "s.yaml:3:23: report.window.to is 0s, not after 'from'; expected a later time"),
                new Mistake(
                        HEAD + "report: {window: {from: 3h, to: 3h}}",
                        "s.yaml:3:33: report.window.to is 3h, not after 'from'; expected a later time"),
                new Mistake(
                        HEAD + "cluster: {nodes: [{count: 2, name: n, capacity: {cpu: 1, memory: 1Gi}}]}",
                        "s.yaml:3:36: cluster.nodes.0.name is 'n' for 2 nodes; expected {i} in it, for the number of the node; did you mean 'n-{i}'?"),
                new Mistake(
                        HEAD + NODE + "}, {capacity: {cpu: 4, memory: 8Gi}}]}",
                        "s.yaml:3:54: cluster.nodes.1 has a node 'node-1', and so has cluster.nodes.0; expected names of their own, such as name: big-{i}"),
                new Mistake(
                        HEAD + NODE + ", reserved: {cpu: 5}}]}",
                        "s.yaml:3:19: cluster.nodes.0: Node node-1 reserves more than it has of cpu"),
                new Mistake(
                        HEAD + "policies2: {}",
                        "s.yaml:3:1: unknown key 'policies2' in the scenario; expected {keys}; did you mean 'policies'?"),
                new Mistake(
                        "workload: {trace: {file: none.csv}}\npolicies: {scheduler: fcfs}",
                        "s.yaml:1:26: there is no file none.csv; expected one, its name relative to the scenario's folder"),
                new Mistake(
                        "workload: {trace: {file: s.yaml, format: sfw}}\npolicies: {scheduler: fcfs}",
                        "s.yaml:1:42: unknown trace format 'sfw'; expected one that 'wavetank traces' lists; did you mean 'swf'?"),
                // what a cloud grants
                new Mistake(
                        HEAD + NODE.replace("memory: 8Gi}", "memory: 8Gi, gpu: {count: 1, model: A100}}")
                                + ", scale: {least: 0, most: 2}}]}\nautoscaling: {quota: {gpus: {A10: 4}}}",
                        "s.yaml:4:30: autoscaling.quota.gpus has 'A10', and no group with 'scale' has such GPUs; expected A100; did you mean 'A100'?"),
                new Mistake(
                        HEAD + "autoscaling: {quota: {cpus: 4}}",
                        "s.yaml:3:23: unknown key 'cpus' in autoscaling.quota; expected nodes, cpu, spot_cpu or gpus; did you mean 'cpu'?"),
                // allocs and usage
                new Mistake(
                        KIND + "        memory: 1Gi\n        run_time: 5s\n        alloc_set: web\n",
                        "s.yaml:12:20: workload.generate.kinds.0.alloc_set is about allocs, which scheduler 'first-fit' does not know; expected scheduler borg, or no 'alloc_set'"),
                new Mistake(
                        KIND + "        memory: 1Gi\n        run_time: 5s\n        runs_in: web\n",
                        "s.yaml:12:18: workload.generate.kinds.0.runs_in is 'web', and no kind has it as its 'alloc_set'; expected a kind that has"),
                new Mistake(
                        KIND
                                + "        memory: 1Gi\n        run_time: 5s\n        alloc_set: web\n        runs_in: web\n",
                        "s.yaml:13:18: workload.generate.kinds.0 is an alloc and runs in one; expected one of the two"),
                new Mistake(
                        HEAD + "usage: {tasks: [{cpu: 0.5, memory: 0.5}]}\n",
                        "s.yaml:3:8: usage is measured for ever; expected an end, such as run.until: 24h"),
                new Mistake(
                        HEAD + "usage: {tasks: [{cpu: 40, memory: 0.5}]}\nrun: {until: 1h}\n",
                        "s.yaml:3:23: usage.tasks.0.cpu is a share of what a task asks for, and half of them would use more than all of it; expected a share of 0 to 1, such as 0.4"),
                new Mistake(
                        HEAD + "usage: {recorded: true}\nrun: {until: 1h}\n",
                        "s.yaml:3:19: usage.recorded is true, and the workload is no trace; expected 'workload.trace', or usage of 'tasks' alone"),
                new Mistake(
                        HEAD + "usage: {tasks: [{cpu: 0.5}]}\nrun: {until: 1h}\n",
                        "s.yaml:3:17: usage.tasks.0 lacks 'memory'; expected the share of its memory that a task uses in the mean"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_is_one_line_with_its_place(Mistake mistake) throws IOException {
        mistake.isSaid(folder);
    }

    @Test
    void all_mistakes_are_reported_at_once_in_the_order_of_the_file() throws IOException {
        String text = """
                name: x
                run: {seed: no, unti: 5h}
                policies: {scheduler: [best-fti], decision_time: {per_pass: 5}}
                workload: {generate: {model: mixed-day}}
                report: {charts: maybe}
                """;

        assertThat(Written.faults(folder, text))
                .extracting(line -> line.substring(0, line.indexOf(": ")))
                .containsExactly("s.yaml:2:13", "s.yaml:2:17", "s.yaml:3:24", "s.yaml:3:61", "s.yaml:5:18");
    }
}

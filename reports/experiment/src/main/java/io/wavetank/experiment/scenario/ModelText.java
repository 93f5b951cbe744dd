package io.wavetank.experiment.scenario;

import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Estimate;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Mmpp;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Poisson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a model as a file that is read back as the same. What many kinds have in common stands once, under an anchor. */
final class ModelText {
    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> anchors = new LinkedHashMap<>();

    private ModelText() {}

    /** Returns the file of a model of tasks; {@code remarks} are lines of comment above it. */
    static String of(GeneratedWorkload workload, String source, String cluster, List<String> remarks) {
        var text = new ModelText();
        text.head(source, remarks);
        if (!cluster.isEmpty()) {
            text.line(0, "cluster: " + cluster);
        }
        text.line(0, "generate:");
        text.until(workload.until());
        text.line(2, "inflows:");
        workload.inflows().forEach(text::inflow);
        return text.out.toString();
    }

    /** Returns the file of a model of request rates. */
    static String of(RateSeries series, String source, List<String> remarks) {
        var text = new ModelText();
        text.head(source, remarks);
        text.line(0, "rates:");
        text.line(2, "interval: " + DistributionText.seconds(series.intervalSeconds()));
        text.arrivals(2, series.arrivals());
        return text.out.toString();
    }

    private void head(String source, List<String> remarks) {
        remarks.forEach(
                remark -> out.append(remark.isEmpty() ? "#" : "# " + remark).append('\n'));
        line(0, "wavetank_model: 1");
        line(0, "source: " + quoted(source));
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ") + "\"";
    }

    private void until(Until until) {
        String tasks = until.tasks() == Until.NO_TASK_LIMIT ? "" : "tasks: " + until.tasks();
        String time =
                until.seconds() == Double.POSITIVE_INFINITY ? "" : "time: " + DistributionText.seconds(until.seconds());
        line(2, "until: {" + tasks + (tasks.isEmpty() || time.isEmpty() ? "" : ", ") + time + "}");
    }

    private void inflow(Inflow inflow) {
        line(4, "- name: " + quoted(inflow.name()));
        arrivals(6, inflow.arrivals());
        Dependence dependence = inflow.dependence();
        if (!dependence.equals(Dependence.NONE)) {
            line(6, "dependence:");
            line(8, "kind_run_time: " + DistributionText.number(dependence.kindRunTime()));
            line(8, "kinds: " + memory(dependence.kinds()));
            line(8, "run_times: " + memory(dependence.runTimes()));
        }
        line(6, "kinds:");
        inflow.kinds().forEach(this::kind);
    }

    private static String memory(Memory memory) {
        return "{share: " + DistributionText.number(memory.share()) + ", lag1: "
                + DistributionText.number(memory.lag1()) + "}";
    }

    private void arrivals(int indent, Arrivals arrivals) {
        line(indent, "arrivals:");
        int in = indent + 2;
        if (arrivals instanceof Poisson poisson) {
            line(in, "process: poisson");
            line(in, "rate: " + rate(poisson.ratePerSecond()));
        } else if (arrivals instanceof Cyclic cyclic) {
            line(in, "process: cyclic");
            cycle(in, cyclic);
        } else if (arrivals instanceof Mmpp mmpp) {
            line(in, "process: mmpp");
            states(in, mmpp, "rate", "/s");
        } else if (arrivals instanceof Cox cox) {
            line(in, "process: cox");
            cycle(in, cox.cycle());
            line(in, "modulations:");
            cox.modulations().forEach(each -> modulation(in + 2, each));
        } else {
            throw new IllegalArgumentException("There is no way to write down " + arrivals);
        }
    }

    private static String rate(double perSecond) {
        return DistributionText.number(perSecond) + "/s";
    }

    private void cycle(int indent, Cyclic cycle) {
        line(indent, "rate: " + rate(cycle.ratePerSecond()));
        if (cycle.day() instanceof DayShape.Hourly hourly) {
            line(indent, "day: {hourly: " + DistributionText.numbers(hourly.weights()) + "}");
        } else if (cycle.day() instanceof DayShape.Sinusoid wave) {
            line(
                    indent,
                    "day: {swing: " + DistributionText.number(wave.swing()) + ", peak_hour: "
                            + DistributionText.number(wave.peakHour()) + "}");
        }
        line(indent, "weekday_factors: " + DistributionText.numbers(cycle.weekdayFactors()));
        line(indent, "start_hour: " + DistributionText.number(cycle.startHour()));
    }

    private void modulation(int indent, Modulation modulation) {
        if (modulation instanceof Modulation.LogGaussian level) {
            line(
                    indent,
                    "- {sigma: " + DistributionText.number(level.sigma()) + ", correlation_time: "
                            + DistributionText.seconds(level.correlationSeconds()) + ", step: "
                            + DistributionText.seconds(level.stepSeconds()) + "}");
        } else if (modulation instanceof Modulation.States states) {
            line(indent, "- # jumps between states");
            states(indent + 2, states.chain(), "factor", "");
        }
    }

    private void states(int indent, Mmpp chain, String key, String unit) {
        line(indent, "states:");
        for (Mmpp.State state : chain.states()) {
            line(
                    indent + 2,
                    "- {" + key + ": " + DistributionText.number(state.ratePerSecond()) + unit + ", mean_sojourn: "
                            + DistributionText.seconds(state.meanSojournSeconds()) + "}");
        }
        if (!chain.transitions().isEmpty()) {
            line(
                    indent,
                    "transitions: "
                            + chain.transitions().stream()
                                    .map(DistributionText::numbers)
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private void kind(Kind kind) {
        Sizes sizes = kind.sizes();
        line(8, "- name: " + quoted(kind.name()));
        line(10, "share: " + DistributionText.number(kind.share()));
        amount("cpu", sizes.cpuMillis(), "m");
        amount("memory", sizes.memoryBytes(), "");
        amount("ephemeral-storage", sizes.scratchBytes(), "");
        gpus(kind);
        if (sizes.memoryBytesPerCore() > 0) {
            line(10, "memory_per_core: " + sizes.memoryBytesPerCore());
        }
        if (kind.life() instanceof Life.Runs runs) {
            shared("run_time", DistributionText.of(runs.seconds(), "s"));
            if (runs.cpuCorrelation() != 0) {
                line(10, "cpu_correlation: " + DistributionText.number(runs.cpuCorrelation()));
            }
        } else {
            line(10, "run_time: forever");
        }
        job(kind.job());
        placement(kind.placement());
        estimate(kind.estimate());
    }

    private void amount(String key, Amount amount, String unit) {
        boolean nothing = amount.constant() && amount.most() == 0;
        if (nothing && !key.equals("cpu")) {
            return;
        }
        String distribution = DistributionText.of(amount.distribution(), unit);
        if (amount.step() > 1 && distribution.endsWith("}")) {
            distribution =
                    distribution.substring(0, distribution.length() - 1) + ", step: " + amount.step() + unit + "}";
        }
        line(10, key + ": " + distribution);
    }

    private void gpus(Kind kind) {
        var gpus = kind.sizes().gpus();
        if (gpus.count().constant() && gpus.count().most() == 0) {
            return;
        }
        String models = gpus.models().isEmpty()
                ? ""
                : gpus.models().stream().map(ModelText::quoted).collect(Collectors.joining(", ", ", models: [", "]"));
        line(
                10,
                "gpu: {count: " + DistributionText.of(gpus.count().distribution(), "") + ", millis_each: "
                        + DistributionText.of(gpus.millisEach().distribution(), "") + models + "}");
    }

    private void job(JobShape job) {
        shared("tasks", job.nodes().isEmpty() ? DistributionText.of(job.tasks().distribution(), "") : "each-node");
        shared("stagger", DistributionText.of(job.staggerSeconds(), "s"));
        shared("members", DistributionText.of(job.members().distribution(), ""));
        if (!job.sameSizes()) {
            line(10, "same_sizes: false");
        }
    }

    private void placement(Placement placement) {
        if (placement.priority() != 0) {
            line(10, "priority: " + placement.priority());
        }
        if (!placement.tenants().isEmpty()) {
            shared(
                    "tenants",
                    placement.tenants().stream().map(ModelText::tenant).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static String tenant(Tenant tenant) {
        return "{name: " + quoted(tenant.name()) + ", weight: " + DistributionText.number(tenant.weight()) + "}";
    }

    private void estimate(Estimate estimate) {
        if (estimate instanceof Estimate.Said said) {
            shared(
                    "estimate",
                    "{said: " + DistributionText.of(said.seconds(), "s") + ", run_time_correlation: "
                            + DistributionText.number(said.runTimeCorrelation()) + "}");
        } else if (estimate instanceof Estimate.Exact) {
            line(10, "estimate: exact");
        } else if (estimate instanceof Estimate.Guess guess) {
            shared(
                    "estimate",
                    "{factor: " + DistributionText.of(guess.factor(), "") + ", grid: "
                            + DistributionText.seconds(guess.gridSeconds()) + "}");
        }
    }

    /** A value that stands where it is first needed, and is referred to from then on. */
    private void shared(String key, String value) {
        boolean plain = !value.startsWith("{") && !value.startsWith("[");
        if (plain) {
            line(10, key + ": " + value);
            return;
        }
        String known = anchors.get(value);
        if (known != null) {
            line(10, key + ": *" + known);
            return;
        }
        String name = key + "-" + (anchors.size() + 1);
        anchors.put(value, name);
        line(10, key + ": &" + name + " " + value);
    }
}

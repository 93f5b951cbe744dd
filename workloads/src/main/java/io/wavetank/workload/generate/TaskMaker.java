package io.wavetank.workload.generate;

import io.wavetank.policy.DrawBatch;
import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.sim.Submission;
import io.wavetank.workload.daemon.DaemonRules;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.NormalCurve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of one kind. Task i of job j has the draws (j, i) of a stream for each property, so what it is depends on nothing else; equal
 * requests share one class.
 */
final class TaskMaker {
    private static final double NANOS = 1e9;
    private static final int MOST_CLASSES = 1 << 16;
    private static final long NO_GANG = -1;
    private static final int ANY_NODE = -1;

    private record Request(
            long cpu,
            long memory,
            long scratch,
            int gpus,
            int gpuMillis,
            int members,
            int tenant,
            long gang,
            int node) {
        @Override
        public int hashCode() {
            return Objects.hash(cpu, memory, scratch, gpus, gpuMillis, members, tenant, gang, node);
        }

        /** Equality without an object or a hash code: most tasks ask for what the one before asked for. */
        boolean is(
                long cpuThen,
                long memoryThen,
                long scratchThen,
                int gpusThen,
                int millisThen,
                int membersThen,
                int tenantThen,
                long gangThen,
                int nodeThen) {
            return cpu == cpuThen
                    && memory == memoryThen
                    && scratch == scratchThen
                    && gpus == gpusThen
                    && gpuMillis == millisThen
                    && members == membersThen
                    && tenant == tenantThen
                    && gang == gangThen
                    && node == nodeThen;
        }
    }

    private final Kind kind;
    private final JobNames names;
    private final AmountDraw tasks;
    private final AmountDraw members;
    private final AmountDraw cpu;
    private final AmountDraw memory;
    private final AmountDraw scratch;
    private final AmountDraw gpus;
    private final AmountDraw gpuMillis;
    private final RunTimes runTimes;
    private final boolean estimated;
    /** Whether what is said of a task goes with how long it runs. */
    private final boolean saidByRunTime;

    private final boolean sameSizes;
    private final Draws guesses;
    private final Draws staggers;
    private final WeightedPick tenants;
    private final Map<Request, TaskClass> classes = new HashMap<>();
    private @Nullable Request lastRequest;
    private @Nullable TaskClass lastClass;
    /** Whether all tasks ask for the same; then once there was one, this is what. */
    private final boolean alike;

    private @Nullable TaskClass only;

    /** Of jobs that come by themselves. */
    TaskMaker(Kind kind, Dependence dependence, Draws draws) {
        this(kind, dependence, draws, null);
    }

    /** Of jobs of users; all jobs of a user are for one tenant. */
    TaskMaker(Kind kind, Dependence dependence, Draws draws, @Nullable UserCursor users) {
        this.kind = kind;
        this.names = new JobNames(kind.name(), kind.job().single(), users);
        Sizes sizes = kind.sizes();
        this.tasks = new AmountDraw(kind.job().tasks(), draws.stream("tasks"));
        this.members = new AmountDraw(kind.job().members(), draws.stream("members"));
        Draws cpuDraws = draws.stream("cpu");
        this.cpu = new AmountDraw(sizes.cpuMillis(), cpuDraws);
        this.memory = new AmountDraw(sizes.memoryBytes(), draws.stream("memory"));
        this.scratch = new AmountDraw(sizes.scratchBytes(), draws.stream("scratch"));
        this.gpus = new AmountDraw(sizes.gpus().count(), draws.stream("gpu count"));
        this.gpuMillis = new AmountDraw(sizes.gpus().millisEach(), draws.stream("gpu millis"));
        this.runTimes = new RunTimes(kind.life(), dependence, draws.stream("run"), cpuDraws);
        this.estimated = !(kind.estimate() instanceof Estimate.Unknown);
        this.saidByRunTime =
                kind.estimate() instanceof Estimate.Said said && said.runTimeCorrelation() != 0 && !runTimes.always();
        this.sameSizes = kind.job().sameSizes();
        this.guesses = draws.stream("estimate");
        this.staggers = draws.stream("stagger");
        this.tenants = new WeightedPick(
                kind.placement().tenants().stream().map(Tenant::weight).toList(), draws.stream("tenant"));
        this.alike = members.always()
                && cpu.always()
                && memory.always()
                && scratch.always()
                && gpus.always()
                && gpuMillis.always()
                && kind.placement().tenants().size() <= 1
                && kind.placement().gangMembers() == 0
                && kind.job().nodes().isEmpty();
    }

    /** How many tasks the job has. */
    long tasks(long job) {
        return Math.max(1, tasks.at(job, 0));
    }

    /** How long after the task before it task {@code index} of the job comes. */
    long staggerNanos(long job, long index) {
        if (kind.job().staggerSeconds() instanceof Constant constant) {
            return RunTimes.nanos(constant.value());
        }
        return RunTimes.nanos(kind.job().staggerSeconds().sample(staggers, job, index));
    }

    /** Asks for the draw of the run time of the first task of a job. */
    void ask(DrawBatch batch, int place, long job) {
        runTimes.ask(batch, place, job);
    }

    Submission task(long job, long index, long submitNanos, JobLuck luck) {
        return task(job, index, submitNanos, luck, runTimes.draw(job, index));
    }

    /** Makes a task whose draw of its run time is known. */
    Submission task(long job, long index, long submitNanos, JobLuck luck, double runDraw) {
        long k = sameSizes ? 0 : index;
        TaskClass taskClass = only;
        if (taskClass == null) {
            taskClass = drawnClass(job, index, k);
            only = alike ? taskClass : null;
        }
        long work = runTimes.of(runDraw, job, k, luck);
        double behind = saidByRunTime ? runTimes.behind(runDraw, job, k, luck) : 0.5;
        long estimate = estimated ? estimateNanos(job, index, work, behind) : -1;
        return new Submission(names, job, index, submitNanos, work, estimate, taskClass);
    }

    private TaskClass drawnClass(long job, long index, long k) {
        long millis = cpu.at(job, k);
        return taskClass(
                millis,
                memory.at(job, k) + kind.sizes().memoryFor(millis),
                scratch.at(job, k),
                (int) gpus.at(job, k),
                (int) gpuMillis.at(job, k),
                (int) Math.max(1, members.at(job, k)),
                tenants.pick(names.users() == null ? job : JobNames.user(job)),
                kind.placement().gangMembers() == 0 ? NO_GANG : job,
                kind.job().nodes().isEmpty() ? ANY_NODE : (int) index);
    }

    private TaskClass taskClass(
            long cpuMillis,
            long memoryBytes,
            long scratchBytes,
            int gpuCount,
            int millisEach,
            int memberCount,
            int tenant,
            long gang,
            int node) {
        if (lastClass != null
                && lastRequest != null
                && lastRequest.is(
                        cpuMillis, memoryBytes, scratchBytes, gpuCount, millisEach, memberCount, tenant, gang, node)) {
            return lastClass;
        }
        return taskClass(new Request(
                cpuMillis, memoryBytes, scratchBytes, gpuCount, millisEach, memberCount, tenant, gang, node));
    }

    private TaskClass taskClass(Request request) {
        TaskClass known = classes.get(request);
        if (known != null) {
            lastRequest = request;
            lastClass = known;
            return known;
        }
        Placement placement = kind.placement();
        boolean bound = request.node != ANY_NODE;
        var builder = TaskClass.builder()
                .cpuMillis(request.cpu)
                .memoryBytes(request.memory)
                .ephemeralStorageBytes(request.scratch)
                .members(request.members)
                .priority(placement.priority())
                .labels(placement.labels())
                .nodeSelector(placement.nodeSelector())
                .tolerations(bound ? DaemonRules.tolerating(placement.tolerations(), false) : placement.tolerations())
                .pod(pod(request));
        if (request.gpus > 0) {
            builder.gpus(request.gpus, request.gpuMillis)
                    .gpuModels(kind.sizes().gpus().models());
        }
        if (request.tenant >= 0) {
            builder.tenant(placement.tenants().get(request.tenant).name());
        }
        TaskClass made = builder.build();
        // a workload without a grid has as many classes as tasks: remember the first, and let the engine find equal
        // ones
        if (classes.size() < MOST_CLASSES) {
            classes.put(request, made);
        }
        return made;
    }

    private PodSpec pod(Request request) {
        PodSpec pod = kind.placement().pod();
        if (!pod.containers().isEmpty()) {
            SortedMap<String, Long> requests = new TreeMap<>();
            request(requests, "cpu", request.cpu * request.members);
            request(requests, "memory", request.memory * request.members);
            request(requests, "ephemeral-storage", request.scratch * request.members);
            var first = pod.containers().get(0);
            List<ContainerSpec> containers = new ArrayList<>(pod.containers());
            containers.set(0, new ContainerSpec(first.image(), requests, first.ports()));
            pod = pod.withContainers(containers);
        }
        if (request.node != ANY_NODE) {
            pod = pod.withNodeAffinity(pod.nodeAffinity().on(kind.job().nodes().get(request.node)));
        }
        if (request.gang == NO_GANG) {
            return pod;
        }
        int least = kind.placement().gangMembers();
        int members = least == Placement.ALL ? Math.toIntExact(tasks(request.gang)) : least;
        return pod.withGroup(new PodGroup(kind.name() + "-" + request.gang, members));
    }

    private static void request(SortedMap<String, Long> requests, String resource, long amount) {
        if (amount > 0) {
            requests.put(resource, amount);
        }
    }

    /** What is said of a task that takes so long; {@code behind} is the uniform number behind that. */
    private long estimateNanos(long job, long index, long work, double behind) {
        if (work == Submission.FOREVER) {
            return -1;
        }
        if (kind.estimate() instanceof Estimate.Said said) {
            return Math.max(work, saidNanos(said, job, index, behind));
        }
        if (!(kind.estimate() instanceof Estimate.Guess guess)) {
            return work;
        }
        double seconds = work / NANOS * guess.factor().sample(guesses, job, index);
        double grid = guess.gridSeconds();
        return Math.max(1, RunTimes.nanos(grid == 0 ? seconds : grid * Math.max(1, Math.ceil(seconds / grid - 1e-9))));
    }

    private long saidNanos(Estimate.Said said, long job, long index, double behind) {
        double normal = NormalCurve.quantile(guesses.uniform(job, index));
        if (saidByRunTime) {
            double rho = said.runTimeCorrelation();
            normal = rho * NormalCurve.quantile(behind) + Math.sqrt(1 - rho * rho) * normal;
        }
        return RunTimes.nanos(said.seconds().quantile(RunTimes.uniform(normal)));
    }
}

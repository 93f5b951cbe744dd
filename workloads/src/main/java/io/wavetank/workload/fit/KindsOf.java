package io.wavetank.workload.fit;

import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Estimate;
import io.wavetank.workload.generate.Gpus;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Exponential;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The kinds of a model: one for each size, from small to large, alike in all else. */
final class KindsOf {
    private static final int MOST_TENANTS = 200;

    private final JobScan scan;
    private final Distribution runSeconds;

    KindsOf(JobScan scan, Distribution runSeconds) {
        this.scan = scan;
        this.runSeconds = runSeconds;
    }

    List<Kind> kinds() {
        JobShape shape = shape();
        List<Tenant> tenants = tenants();
        Estimate estimate = estimate();
        List<Size> sizes = scan.sizes.sizes();
        List<Long> weights = scan.sizes.weights();
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Size size = sizes.get(i);
            JobShape own =
                    new JobShape(shape.tasks(), shape.staggerSeconds(), Amount.of(size.members()), shape.sameSizes());
            kinds.add(new Kind(
                    "size-" + (i + 1),
                    weights.get(i),
                    sizes(size),
                    Life.runs(runSeconds),
                    own,
                    Placement.priority(size.priority()).withTenants(tenants),
                    estimate));
        }
        return kinds;
    }

    private static Sizes sizes(Size size) {
        Sizes sizes = Sizes.of(Amount.of(size.cpuMillis()), Amount.of(size.memoryBytes()))
                .withScratch(Amount.of(size.scratchBytes()));
        return size.gpus() == 0
                ? sizes
                : sizes.with(
                        new Gpus(Amount.of(size.gpus()), Amount.of(size.gpuMillis()), new TreeSet<>(size.models())));
    }

    private JobShape shape() {
        Sample tasks = scan.tasksOfJobs.sample();
        Distribution count = MarginalFit.of("tasks of a job", "", tasks, "empirical")
                .chosen()
                .distribution();
        double stagger = scan.staggerSeconds.seen() == 0
                ? 0
                : scan.staggerSeconds.sample().mean();
        boolean alike = scan.jobsOfManyAlike * 2 >= scan.jobsOfMany;
        return new JobShape(
                Amount.of(count), stagger > 0 ? new Exponential(stagger) : new Constant(0), Amount.of(1), alike);
    }

    /** Those who submit most; the others are left out. */
    private List<Tenant> tenants() {
        return scan.tenants().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(MOST_TENANTS)
                .map(each -> new Tenant(each.getKey(), each.getValue()))
                .toList();
    }

    /** What is said, if it is said of most tasks. */
    private Estimate estimate() {
        if (scan.estimateSeconds.seen() * 2 < scan.tasks) {
            return new Estimate.Unknown();
        }
        Distribution said = MarginalFit.of("estimate", "s", scan.estimateSeconds.sample(), "empirical")
                .chosen()
                .distribution();
        return new Estimate.Said(said, DependenceFit.correlation(scan.rowSeconds(), scan.rowEstimates()));
    }
}

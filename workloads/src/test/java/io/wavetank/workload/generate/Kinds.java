package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Uniform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Workloads for tests, and what comes out of them. */
final class Kinds {
    private Kinds() {}

    static Kind web(String name) {
        return Kind.of(
                name, Sizes.perCore(new Amount(new Uniform(0, 2000), 250), 2L << 30), Life.runs(new Exponential(600)));
    }

    static GeneratedWorkload of(Until until, Inflow... inflows) {
        return new GeneratedWorkload("test", List.of(inflows), until);
    }

    static GeneratedWorkload of(Arrivals arrivals, Kind kind, long tasks) {
        return of(Until.tasks(tasks), Inflow.of(arrivals, kind));
    }

    static List<Submission> play(GeneratedWorkload workload, long seed, int replication) {
        List<Submission> all = new ArrayList<>();
        try (SubmissionSource source = workload.open(new Draws(seed, replication))) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                all.add(task);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    static List<Submission> play(GeneratedWorkload workload) {
        return play(workload, 1, 0);
    }
}

package io.wavetank.workload.write;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Taint;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Owner;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodGroup;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.constraint.SpreadConstraint;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.constraint.WeightedNodeTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tasks of all kinds, drawn: names that share beginnings and names that do not, jobs of one and of many, all that a task can ask for. */
final class RandomTasks {
    private static final String[] WORDS = {
        "", "a", "job_7", "\u00e4\u20ac\ud83d\ude00", "x,y\"z", "T4", "-1", "e.g", " ", "0"
    };

    private final Draws draws;
    private long k;

    RandomTasks(long seed) {
        draws = new Draws(seed, 0).stream("tasks");
    }

    private int below(int bound) {
        return draws.below(bound, 1, k++);
    }

    private long amount() {
        return switch (below(5)) {
            case 0 -> 0;
            case 1 -> below(100);
            case 2 -> below(1 << 30);
            case 3 -> draws.bits(2, k++) & 0xFFFF_FFFF_FFFFL;
            default -> 1000L * below(64);
        };
    }

    private String word() {
        return WORDS[below(WORDS.length)] + (below(3) == 0 ? Integer.toString(below(1000)) : "");
    }

    private Map<String, String> map() {
        var map = new TreeMap<String, String>();
        for (int left = below(3); left > 0; left--) {
            map.put(word(), word());
        }
        return map;
    }

    private TaskClass taskClass() {
        int gpus = below(3) == 0 ? 1 + below(8) : 0;
        var asked = TaskClass.builder()
                .cpuMillis(amount())
                .memoryBytes(amount())
                .ephemeralStorageBytes(amount())
                .members(1 + below(4))
                .gpus(gpus, gpus == 1 ? 1 + below(1000) : gpus == 0 ? 0 : 1000)
                .priority(below(2000) - 1000)
                .tenant(word())
                .labels(map())
                .nodeSelector(map());
        if (below(3) == 0) {
            asked.gpuModels(new TreeSet<>(List.of("T4", word())));
        }
        if (below(4) == 0) {
            asked.extended(5 + below(2), amount());
        }
        if (below(3) == 0) {
            asked.tolerations(List.of(
                    new Toleration(word(), null, null),
                    new Toleration(null, word(), List.of(Taint.Effect.values()).get(below(3)))));
        }
        if (below(3) == 0) {
            asked.pod(PodSpec.builder().nodeAffinity(affinity()).build());
        } else if (below(3) == 0) {
            asked.pod(pod());
        }
        return asked.build();
    }

    private PodSpec pod() {
        return PodSpec.builder()
                .namespace(word())
                .containers(List.of(
                        new ContainerSpec(word(), amounts(), List.of(new HostPort("", word(), 1 + below(65_535))))))
                .initContainers(below(2) == 0 ? List.of() : List.of(ContainerSpec.of(amounts())))
                .overhead(amounts())
                .nodeName(word())
                .nodeAffinity(affinity())
                .podAffinity(new PodAffinity(List.of(term()), List.of()))
                .podAntiAffinity(
                        below(2) == 0
                                ? PodAffinity.NONE
                                : new PodAffinity(List.of(), List.of(new WeightedPodTerm(7, term()))))
                .spread(List.of(new SpreadConstraint(
                        1 + below(5),
                        word(),
                        below(2) == 0,
                        selector(),
                        1 + below(3),
                        below(2) == 0,
                        below(2) == 0,
                        List.of(word()))))
                .neverPreempts(below(2) == 0)
                .owner(below(2) == 0 ? null : new Owner(word(), word()))
                .schedulingGates(List.of(word()))
                .group(below(2) == 0 ? null : new PodGroup(word(), 1 + below(9)))
                .volumes(List.of(new VolumeNeed(word(), word(), below(2) == 0 ? null : List.of())))
                .build();
    }

    private SortedMap<String, Long> amounts() {
        return new TreeMap<>(Map.of(word(), amount()));
    }

    private PodAffinityTerm term() {
        return new PodAffinityTerm(
                below(3) == 0 ? null : selector(), List.of(word()), below(2) == 0 ? null : selector(), word());
    }

    private LabelSelector selector() {
        return new LabelSelector(
                new TreeMap<>(map()), List.of(new Requirement(word(), Requirement.Operator.NOT_IN, List.of(word()))));
    }

    private NodeAffinity affinity() {
        List<Requirement> expressions = new ArrayList<>();
        for (int i = 0; i < below(3); i++) {
            Requirement.Operator operator =
                    List.of(Requirement.Operator.values()).get(below(6));
            expressions.add(new Requirement(word(), operator, below(2) == 0 ? List.of() : List.of(word(), word())));
        }
        var term = new NodeSelectorTerm(
                expressions, List.of(new Requirement("metadata.name", Requirement.Operator.IN, List.of(word()))));
        return new NodeAffinity(
                below(3) == 0 ? null : below(4) == 0 ? List.of() : List.of(term),
                below(2) == 0 ? List.of() : List.of(new WeightedNodeTerm(1 + below(100), term)));
    }

    /** So many tasks in order of submission. */
    List<Submission> all(int count) {
        List<TaskClass> classes = new ArrayList<>();
        for (int i = 0; i < 1 + below(20); i++) {
            classes.add(taskClass());
        }
        long unit = new long[] {1, 1000, 1_000_000_000L}[below(3)];
        List<Submission> tasks = new ArrayList<>();
        long at = unit * below(1000);
        for (int i = 0; i < count; i++) {
            at += below(3) == 0 ? 0 : unit * below(100_000);
            String id = word() + "-" + i;
            String job = switch (below(4)) {
                case 0 -> "";
                case 1 -> id;
                case 2 -> "j-" + i / 10;
                default -> word() + "j";
            };
            long work = below(20) == 0 ? Submission.FOREVER : Math.max(1, unit * (1 + amount() % 1_000_000));
            long estimate = below(2) == 0 ? -1 : below(50) == 0 ? Long.MAX_VALUE : amount();
            tasks.add(new Submission(id, job, at, work, estimate, classes.get(below(classes.size()))));
        }
        return tasks;
    }

    static SubmissionSource source(List<Submission> tasks) {
        Iterator<Submission> each = tasks.iterator();
        return new SubmissionSource() {
            @Override
            public @Nullable Submission next() {
                return each.hasNext() ? each.next() : null;
            }
        };
    }

    /** All that a task says, apart from its time, as one text to compare. */
    static String text(Submission task, long laterNanos) {
        TaskClass asked = task.taskClass();
        return task.id()
                + '|'
                + task.job()
                + '|'
                + (task.submitNanos() + laterNanos)
                + '|'
                + task.workNanos()
                + '|'
                + task.estimateNanos()
                + '|'
                + asked
                + '|'
                + asked.tenant()
                + '|'
                + asked.labels()
                + '|'
                + asked.nodeSelector()
                + '|'
                + asked.tolerations()
                + '|'
                + asked.pod();
    }
}

package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.failure.Renewals;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.Impairment;
import io.wavetank.sim.scenario.Joining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Lets the units of {@link FailureProcess}es break and be mended over and over. A node that comes while the run goes on is a unit of its own, whose time
 * up begins then, or belongs to the unit of those with which it breaks, and is broken if that is. A unit whose nodes are all gone for good breaks no more.
 */
final class RandomFaults {
    /** Schedules that a unit breaks or is mended. */
    interface Diary {
        void schedule(long timeNanos, EventKind kind, int unit);
    }

    /** Lets something be wrong with a unit, or right again. */
    interface Change {
        void apply(long now, FailureProcess.Unit unit, Impairment what, boolean breaks) throws IOException;
    }

    /** Lets something be wrong with one more node of a unit that is broken. */
    interface Spread {
        void apply(long now, int node, Impairment what) throws IOException;
    }

    private record Course(FailureProcess process, Renewals renewals, List<Ref> units) {}

    /** A unit, and its number within its process and over all. */
    private static final class Ref {
        private final Course course;
        private final int unit;
        private final int number;
        private FailureProcess.Unit what;
        private boolean broken;
        /** When it breaks next; what was noted before is void. */
        private long dueNanos;

        Ref(Course course, int number, FailureProcess.Unit what) {
            this.course = course;
            this.unit = course.units.size();
            this.number = number;
            this.what = what;
        }
    }

    private final List<Course> courses = new ArrayList<>();
    private final List<Ref> refs = new ArrayList<>();
    private final IntPredicate present;
    private final Diary diary;
    private final Change change;

    RandomFaults(List<FailureProcess> processes, Draws draws, IntPredicate present, Diary diary, Change change) {
        this.present = present;
        this.diary = diary;
        this.change = change;
        for (FailureProcess process : processes) {
            var course = new Course(process, new Renewals(process, draws), new ArrayList<>());
            courses.add(course);
            process.units().forEach(unit -> add(course, unit));
        }
    }

    private Ref add(Course course, FailureProcess.Unit unit) {
        var ref = new Ref(course, refs.size(), unit);
        refs.add(ref);
        course.units.add(ref);
        return ref;
    }

    /** Schedules the first failure of each unit. */
    void begin() {
        for (Ref each : refs) {
            breaks(each, each.course.renewals.firstFailureNanos(each.unit));
        }
    }

    /** A node came. */
    void joined(long now, int node, NodeSpec spec, Spread spread) throws IOException {
        for (Course course : courses) {
            Joining joining = course.process.joining();
            if (joining != null && joining.covers(spec.labels())) {
                join(now, course, node, joining.unit(spec.name(), spec.labels()), spread);
            }
        }
    }

    private void join(long now, Course course, int node, String name, Spread spread) throws IOException {
        for (Ref each : course.units) {
            if (each.what.name().equals(name)) {
                List<Integer> nodes = new ArrayList<>(each.what.nodes());
                boolean empty = nodes.stream().noneMatch(present::test);
                nodes.add(node);
                each.what = new FailureProcess.Unit(name, nodes);
                if (each.broken) {
                    spread.apply(now, node, course.process.impairment());
                } else if (empty) {
                    breaks(each, course.renewals.joined(now, each.unit));
                }
                return;
            }
        }
        Ref ref = add(course, new FailureProcess.Unit(name, List.of(node)));
        breaks(ref, course.renewals.joined(now, ref.unit));
    }

    /** A unit breaks, or is mended. */
    void change(long now, int number, boolean breaks) throws IOException {
        Ref ref = refs.get(number);
        Course course = ref.course;
        boolean there = ref.what.nodes().stream().anyMatch(present::test);
        if (breaks && (!there || ref.dueNanos != now)) {
            return;
        }
        ref.broken = breaks;
        change.apply(now, ref.what, course.process.impairment(), breaks);
        if (breaks) {
            mended(ref, course.renewals.broke(now, ref.unit));
            return;
        }
        if (there) {
            breaks(ref, course.renewals.mended(now, ref.unit));
        } else {
            course.renewals.left();
        }
        Renewals.Repair next = course.renewals.next(now);
        if (next != null) {
            mended(course.units.get(next.unit()), next.mendedNanos());
        }
    }

    private void breaks(Ref ref, long at) {
        ref.dueNanos = at;
        if (at != Renewals.NEVER) {
            diary.schedule(at, EventKind.FAULT, ref.number);
        }
    }

    private void mended(Ref ref, long at) {
        if (at != Renewals.NEVER) {
            diary.schedule(at, EventKind.REPAIR, ref.number);
        }
    }
}

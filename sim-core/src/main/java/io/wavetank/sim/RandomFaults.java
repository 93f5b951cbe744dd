package io.wavetank.sim;

import io.wavetank.policy.Draws;
import io.wavetank.sim.failure.Renewals;
import io.wavetank.sim.scenario.FailureProcess;
import io.wavetank.sim.scenario.Impairment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lets the units of {@link FailureProcess}es break and be mended over and over. Units are numbered through, those of the first process first. */
final class RandomFaults {
    /** Schedules that a unit breaks or is mended. */
    interface Diary {
        void schedule(long timeNanos, EventKind kind, int unit);
    }

    /** Lets something be wrong with a unit, or right again. */
    interface Change {
        void apply(long now, FailureProcess.Unit unit, Impairment what, boolean breaks) throws IOException;
    }

    private record Course(FailureProcess process, Renewals renewals, int firstUnit) {}

    private final List<Course> courses = new ArrayList<>();
    private final Diary diary;
    private final Change change;

    RandomFaults(List<FailureProcess> processes, Draws draws, Diary diary, Change change) {
        this.diary = diary;
        this.change = change;
        int units = 0;
        for (FailureProcess process : processes) {
            courses.add(new Course(process, new Renewals(process, draws), units));
            units = Math.addExact(units, process.units().size());
        }
    }

    /** Schedules the first failure of each unit. */
    void begin() {
        for (Course course : courses) {
            for (int unit = 0; unit < course.process.units().size(); unit++) {
                breaks(course, unit, course.renewals.firstFailureNanos(unit));
            }
        }
    }

    /** A unit breaks, or is mended. */
    void change(long now, int number, boolean breaks) throws IOException {
        Course course = courseOf(number);
        int unit = number - course.firstUnit;
        change.apply(now, course.process.units().get(unit), course.process.impairment(), breaks);
        if (breaks) {
            mended(course, unit, course.renewals.broke(now, unit));
            return;
        }
        breaks(course, unit, course.renewals.mended(now, unit));
        Renewals.Repair next = course.renewals.next(now);
        if (next != null) {
            mended(course, next.unit(), next.mendedNanos());
        }
    }

    private Course courseOf(int number) {
        int low = 0;
        int high = courses.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (courses.get(middle).firstUnit <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return courses.get(low);
    }

    private void breaks(Course course, int unit, long at) {
        if (at != Renewals.NEVER) {
            diary.schedule(at, EventKind.FAULT, course.firstUnit + unit);
        }
    }

    private void mended(Course course, int unit, long at) {
        if (at != Renewals.NEVER) {
            diary.schedule(at, EventKind.REPAIR, course.firstUnit + unit);
        }
    }
}

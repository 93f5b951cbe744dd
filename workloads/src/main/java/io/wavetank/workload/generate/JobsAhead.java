package io.wavetank.workload.generate;

import io.wavetank.policy.DrawBatch;

/** The kinds of jobs that follow each other, and the draws of the run times of their first tasks, worked out for many jobs at once. */
final class JobsAhead {
    private final WeightedPick picks;
    private final TaskMaker[] makers;
    private final DrawBatch batch = new DrawBatch();
    private final int[] kinds = new int[DrawBatch.SIZE];
    private long first = -DrawBatch.SIZE;

    JobsAhead(WeightedPick picks, TaskMaker[] makers) {
        this.picks = picks;
        this.makers = makers;
    }

    /** Returns the maker of a job's tasks; jobs are asked for in turn. */
    TaskMaker maker(long job) {
        if (job - first >= DrawBatch.SIZE) {
            lookAhead(job);
        }
        return makers[kinds[(int) (job - first)]];
    }

    /** Returns the draw of the first task of the job whose maker was asked for last. */
    double runDraw(long job) {
        return batch.uniform((int) (job - first));
    }

    private void lookAhead(long job) {
        first = job;
        picks.pickEach(first, batch, kinds);
        for (int i = 0; i < kinds.length; i++) {
            makers[kinds[i]].ask(batch, i, first + i);
        }
        batch.draw();
    }
}

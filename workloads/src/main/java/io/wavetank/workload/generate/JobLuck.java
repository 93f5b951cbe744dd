package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.NormalCurve;

/**
 * The normal numbers behind a job that depends on others.
 *
 * @param kindNormal behind its kind
 * @param runLasting what lasts from job to job behind its run times
 */
record JobLuck(double kindNormal, double runLasting) {
    /** Of a job that depends on nothing. */
    static final JobLuck NONE = new JobLuck(Double.NaN, 0);

    /** Whether the job depends on nothing. */
    boolean none() {
        return Double.isNaN(kindNormal);
    }

    /** The uniform draw that picks the kind. */
    double kindUniform() {
        return NormalCurve.cdf(kindNormal);
    }
}

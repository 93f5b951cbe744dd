package io.wavetank.policy.yarn.rm;

import org.jspecify.annotations.Nullable;

/**
 * How a scheduler is configured.
 *
 * @param kind which of Hadoop's
 * @param schedulerPath the path of capacity-scheduler.xml or fair-scheduler.xml; null for one queue named default
 * @param schedulerXml what that file says; null if there is none
 * @param siteXml what yarn-site.xml says; null for Hadoop's defaults
 */
public record SchedulerFiles(
        Kind kind,
        @Nullable String schedulerPath,
        @Nullable String schedulerXml,
        @Nullable String siteXml) {
    /** Hadoop's schedulers. */
    public enum Kind {
        /** CapacityScheduler. */
        CAPACITY,
        /** FairScheduler. */
        FAIR
    }
}

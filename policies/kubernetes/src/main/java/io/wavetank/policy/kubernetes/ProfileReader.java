package io.wavetank.policy.kubernetes;

import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;

/**
 * Reads the profile that a real kube-scheduler is started with. It is found by {@link java.util.ServiceLoader}: policies read no files themselves.
 */
public interface ProfileReader {
    /**
     * Returns the profile of a {@code KubeSchedulerConfiguration}.
     *
     * @param path where the file is
     * @param version whose defaults fill what it leaves open
     * @throws IllegalArgumentException if it cannot be read, is wrong, or has several profiles; the message begins with the file and the place
     */
    SchedulerProfile read(String path, Compatibility version);
}

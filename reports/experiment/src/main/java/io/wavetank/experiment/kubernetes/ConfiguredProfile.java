package io.wavetank.experiment.kubernetes;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.kubernetes.ProfileReader;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The profile of a {@link KubeSchedulerConfigurationFile} that has one. */
public final class ConfiguredProfile implements ProfileReader {
    /** Creates the reader; {@link java.util.ServiceLoader} calls this. */
    public ConfiguredProfile() {}

    @Override
    public SchedulerProfile read(String path, Compatibility version) {
        Path file = Path.of(path);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(path
                    + ": there is no such file, or it cannot be read; name a KubeSchedulerConfiguration, as seen from"
                    + " where Wavetank is started");
        }
        try {
            List<SchedulerProfile> profiles = KubeSchedulerConfigurationFile.read(file, version);
            if (profiles.size() != 1) {
                throw new IllegalArgumentException(
                        path + ": has " + profiles.size() + " profiles; leave the one that is to decide");
            }
            return profiles.get(0);
        } catch (UserException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

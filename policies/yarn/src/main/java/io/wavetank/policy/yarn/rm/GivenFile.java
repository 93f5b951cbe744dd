package io.wavetank.policy.yarn.rm;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.ConfigurationProvider;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.jspecify.annotations.Nullable;

/** Hands a scheduler its configuration file, from memory. */
final class GivenFile extends ConfigurationProvider {
    private final String capacitySchedulerXml;

    GivenFile(String capacitySchedulerXml) {
        this.capacitySchedulerXml = capacitySchedulerXml;
    }

    @Override
    public @Nullable InputStream getConfigurationInputStream(Configuration bootstrapConf, String name) {
        return name.equals(YarnConfiguration.CS_CONFIGURATION_FILE)
                ? new ByteArrayInputStream(capacitySchedulerXml.getBytes(StandardCharsets.UTF_8))
                : null;
    }

    @Override
    public void initInternal(Configuration bootstrapConf) {
        // it is in memory
    }

    @Override
    public void closeInternal() {
        // it is in memory
    }
}

package io.wavetank.policy.yarn.rm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacitySchedulerConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FairSchedulerConfiguration;
import org.apache.hadoop.yarn.util.resource.DefaultResourceCalculator;
import org.apache.hadoop.yarn.util.resource.DominantResourceCalculator;
import org.jspecify.annotations.Nullable;

/** The configuration of a scheduler: Hadoop's defaults, what the user's files say, and what running in simulated time takes. */
final class Settings {
    /** More than any node has, in MiB and in virtual cores; the largest node bounds containers all the same. */
    private static final String DEFAULTS = """
            <configuration>
              <property><name>yarn.scheduler.maximum-allocation-mb</name><value>1073741824</value></property>
              <property><name>yarn.scheduler.maximum-allocation-vcores</name><value>1048576</value></property>
              <property>
                <name>yarn.scheduler.capacity.resource-calculator</name>
                <value>org.apache.hadoop.yarn.util.resource.DominantResourceCalculator</value>
              </property>
            </configuration>
            """;

    private static final String ONE_QUEUE = """
            <configuration>
              <property><name>yarn.scheduler.capacity.root.queues</name><value>default</value></property>
              <property><name>yarn.scheduler.capacity.root.default.capacity</name><value>100</value></property>
            </configuration>
            """;

    /** Deprecated in Hadoop, and still obeyed. */
    private static final String CONTINUOUS = "yarn.scheduler.fair.continuous-scheduling-enabled";

    private final SchedulerFiles files;
    private final Configuration conf;
    private final boolean preemption;

    Settings(SchedulerFiles files) {
        this.files = files;
        this.conf = new YarnConfiguration();
        conf.setClassLoader(Settings.class.getClassLoader());
        add(conf, DEFAULTS, "defaults");
        add(conf, files.siteXml(), "yarn-site.xml");
        this.preemption = files.kind() == SchedulerFiles.Kind.CAPACITY
                && conf.getBoolean(YarnConfiguration.RM_SCHEDULER_ENABLE_MONITORS, false);
        // a limit that falls away after so long by the wall clock: at once
        conf.setLong(YarnConfiguration.RM_WORK_PRESERVING_RECOVERY_SCHEDULING_WAIT_MS, -1);
        if (files.kind() == SchedulerFiles.Kind.FAIR) {
            String path = files.schedulerPath();
            conf.set(FairSchedulerConfiguration.ALLOCATION_FILE, path == null ? "none-is-given.xml" : path);
        }
        refuseThreads();
    }

    /** Adds what a file says, which holds over what was added before; reads it at once, since it can be read once only. */
    private static void add(Configuration to, @Nullable String xml, String name) {
        if (xml != null) {
            to.addResource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), name);
            to.size();
        }
    }

    Configuration conf() {
        return conf;
    }

    boolean preemption() {
        return preemption;
    }

    long updateMillis() {
        return files.kind() == SchedulerFiles.Kind.FAIR
                ? conf.getLong(
                        FairSchedulerConfiguration.UPDATE_INTERVAL_MS,
                        FairSchedulerConfiguration.DEFAULT_UPDATE_INTERVAL_MS)
                : 0;
    }

    /** What capacity-scheduler.xml says. */
    String capacitySchedulerXml() {
        return files.schedulerXml() == null ? ONE_QUEUE : files.schedulerXml();
    }

    /** What a scheduler's own file may say beside yarn-site.xml. */
    private Configuration all() {
        var all = new Configuration(conf);
        if (files.kind() == SchedulerFiles.Kind.CAPACITY) {
            add(all, capacitySchedulerXml(), "capacity-scheduler.xml");
        }
        return all;
    }

    private void refuseThreads() {
        Configuration all = all();
        if (files.kind() == SchedulerFiles.Kind.CAPACITY) {
            refuse(
                    all.getBoolean(CapacitySchedulerConfiguration.SCHEDULE_ASYNCHRONOUSLY_ENABLE, false),
                    CapacitySchedulerConfiguration.SCHEDULE_ASYNCHRONOUSLY_ENABLE + " is true: its threads run by the"
                            + " wall clock; leave it out, and containers are placed at heartbeats");
            refuse(
                    all.getClass(CapacitySchedulerConfiguration.RESOURCE_CALCULATOR_CLASS, Object.class)
                            == DefaultResourceCalculator.class,
                    CapacitySchedulerConfiguration.RESOURCE_CALCULATOR_CLASS + " is DefaultResourceCalculator, which"
                            + " does not look at cores, and nodes here are not given out beyond theirs; leave it out,"
                            + " or set " + DominantResourceCalculator.class.getName());
        } else {
            refuse(
                    all.getBoolean(CONTINUOUS, false),
                    CONTINUOUS + " is true: its thread runs by the wall"
                            + " clock; leave it out, and containers are placed at heartbeats");
        }
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}

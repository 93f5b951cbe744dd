package io.wavetank.policy.yarn.rm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacitySchedulerConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FairSchedulerConfiguration;
import org.apache.hadoop.yarn.util.resource.DefaultResourceCalculator;
import org.apache.hadoop.yarn.util.resource.DominantResourceCalculator;

/** The configuration of a scheduler: Hadoop's defaults, what the user's files say, and what running in simulated time takes. */
final class Settings {
    /** More than any node has, in MiB and in virtual cores. */
    private static final int MUCH_MEMORY = 1 << 30;

    private static final int MANY_VCORES = 1 << 20;
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
        var defaults = new YarnConfiguration();
        defaults.setClassLoader(Settings.class.getClassLoader());
        defaults.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, MUCH_MEMORY);
        defaults.setInt(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_VCORES, MANY_VCORES);
        defaults.setClass(
                CapacitySchedulerConfiguration.RESOURCE_CALCULATOR_CLASS,
                DominantResourceCalculator.class,
                Object.class);
        this.conf = new Configuration(defaults);
        if (files.siteXml() != null) {
            conf.addResource(
                    new ByteArrayInputStream(files.siteXml().getBytes(StandardCharsets.UTF_8)), "yarn-site.xml");
        }
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
            all.addResource(
                    new ByteArrayInputStream(capacitySchedulerXml().getBytes(StandardCharsets.UTF_8)),
                    "capacity-scheduler.xml");
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
            refuse(
                    all.getBoolean(FairSchedulerConfiguration.PREEMPTION, false),
                    FairSchedulerConfiguration.PREEMPTION + " is true: FairScheduler preempts by a thread and a timer"
                            + " of the wall clock, which cannot be driven; leave it out");
        }
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}

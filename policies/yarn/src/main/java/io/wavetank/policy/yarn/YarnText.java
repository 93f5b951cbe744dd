package io.wavetank.policy.yarn;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.compose.OptionItems;
import io.wavetank.policy.yarn.rm.HostedScheduler;
import io.wavetank.policy.yarn.rm.Ignored;
import io.wavetank.policy.yarn.rm.SchedulerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of the family. */
final class YarnText {
    private static final int JAVA = 17;
    private static final int MOST_MIB = 1 << 24;
    private static final String CONF = "conf";
    private static final String SITE = "site";

    private YarnText() {}

    static List<Option> options(String confFile) {
        return List.of(
                Option.file(CONF, "path of " + confFile + "; without it there is one queue, default"),
                Option.file(
                        SITE,
                        "path of yarn-site.xml: sizes of containers, preemption, ...; without it Hadoop's defaults"),
                new Option("queue", "tenant", "the queue of a job: its tenant, job, label=KEY or name=NAME"),
                new Option("otherwise", "default", "the queue of a job if there is none of that name"),
                new Option("user", "tenant", "the user of a job: its tenant, job, label=KEY or name=NAME"),
                new Option("heartbeat", "1s", "how often a node reports and may get containers"),
                new Option("am_heartbeat", "1s", "how often an ApplicationMaster asks and takes"),
                new Option("am_mib", "1536", "memory of an ApplicationMaster in MiB; 0 if it runs outside the cluster"),
                new Option("am_vcores", "1", "its virtual cores"),
                new Option("am_start", "2s", "from its container until it first asks for others"),
                new Option("vcores_per_core", "1", "virtual cores for a core; requests are rounded up to whole ones"));
    }

    static YarnSettings settings(PolicyOptions options, String policy, SchedulerFiles.Kind kind) {
        refuseOtherJava(policy, Runtime.version().feature());
        String where = "Policy " + policy + ", option ";
        String conf = options.text(CONF).strip();
        String site = options.text(SITE).strip();
        var files = new SchedulerFiles(
                kind,
                conf.isEmpty() ? null : Path.of(conf).toAbsolutePath().toString(),
                read(where + CONF, conf),
                read(where + SITE, site));
        var settings = new YarnSettings(
                files,
                NameOf.parse(where + "queue", options.text("queue")),
                options.text("otherwise"),
                NameOf.parse(where + "user", options.text("user")),
                period(where, options, "heartbeat"),
                period(where, options, "am_heartbeat"),
                options.integer("am_mib", 0, MOST_MIB),
                options.integer("am_vcores", 1, 1 << 16),
                OptionItems.nanosOf(where + "am_start", options.text("am_start")),
                options.integer("vcores_per_core", 1, 1000));
        try {
            new HostedScheduler(files, new Ignored());
        } catch (IllegalArgumentException e) {
            String blamed = conf.isEmpty() ? site : conf;
            throw new IllegalArgumentException(where + CONF + ": Hadoop does not accept "
                    + (blamed.isEmpty() ? "its own defaults" : blamed) + ": " + e.getMessage());
        }
        return settings;
    }

    /** Hadoop asks the security manager who runs it, which later Javas have no more. */
    static void refuseOtherJava(String policy, int feature) {
        if (feature != JAVA) {
            throw new IllegalArgumentException("Policy " + policy + ": Hadoop's schedulers run on Java " + JAVA
                    + " alone, and this is Java " + feature + "; set JAVA_HOME to a JDK " + JAVA);
        }
    }

    private static long period(String where, PolicyOptions options, String name) {
        long nanos = OptionItems.nanosOf(where + name, options.text(name));
        if (nanos < 1_000_000) {
            throw new IllegalArgumentException(
                    where + name + ": at least 1ms expected, got '" + options.text(name) + "'");
        }
        return nanos;
    }

    private static @Nullable String read(String what, String path) {
        if (path.isEmpty()) {
            return null;
        }
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(what + ": " + path + " cannot be read; name a file of Hadoop's, from the"
                    + " folder in which wavetank runs");
        }
    }
}

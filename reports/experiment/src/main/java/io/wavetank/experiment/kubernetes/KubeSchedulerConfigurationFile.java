package io.wavetank.experiment.kubernetes;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@code KubeSchedulerConfiguration}, the file that a real kube-scheduler is started with.
 *
 * <p>Read are {@code percentageOfNodesToScore} and, of each profile, its name, its own {@code percentageOfNodesToScore}, {@code plugins} and
 * {@code pluginConfig}. What has to do with running a scheduler rather than with its decisions (leader election, clients, metrics, parallelism)
 * is passed over; extenders and plug-ins from elsewhere are refused.
 */
public final class KubeSchedulerConfigurationFile {
    private static final String GROUP = "kubescheduler.config.k8s.io/";
    private static final String PERCENTAGE = "percentageOfNodesToScore";
    private static final Set<String> NOT_ABOUT_DECISIONS = Set.of(
            "parallelism",
            "leaderElection",
            "clientConnection",
            "enableProfiling",
            "enableContentionProfiling",
            "podInitialBackoffSeconds",
            "podMaxBackoffSeconds",
            "delayCacheUntilActive",
            "healthzBindAddress",
            "metricsBindAddress");

    private KubeSchedulerConfigurationFile() {}

    /**
     * Reads the profiles, of which there is one, the default, if the file names none.
     *
     * @throws UserException if something in the file is wrong or cannot be reproduced; the message begins with file, line and column
     */
    public static List<SchedulerProfile> read(Path file, Compatibility version) throws IOException, UserException {
        YamlNode root = YamlNode.read(file);
        checkKind(root);
        SchedulerProfile base = percentage(SchedulerProfile.defaults(version), root);
        List<SchedulerProfile> profiles = new ArrayList<>();
        for (YamlNode profile : root.list("profiles")) {
            profiles.add(profile(profile, base));
        }
        return profiles.isEmpty() ? List.of(base) : profiles;
    }

    private static void checkKind(YamlNode root) throws UserException {
        String kind = root.required("kind").text();
        String version = root.required("apiVersion").text();
        if (!kind.equals("KubeSchedulerConfiguration") || !version.startsWith(GROUP)) {
            throw root.mistake(
                    "expected a KubeSchedulerConfiguration of " + GROUP + "v1, this is a " + kind + " of " + version);
        }
        for (Map.Entry<String, YamlNode> field : root.fields().entrySet()) {
            String key = field.getKey();
            boolean read = Set.of("kind", "apiVersion", "profiles", PERCENTAGE).contains(key);
            boolean empty = key.equals("extenders") && root.list(key).isEmpty();
            if (!read && !empty && !NOT_ABOUT_DECISIONS.contains(key)) {
                throw field.getValue().mistake("'" + key + "' cannot be reproduced here; leave it out");
            }
        }
    }

    private static SchedulerProfile profile(YamlNode yaml, SchedulerProfile base) throws UserException {
        yaml.only("schedulerName", PERCENTAGE, "plugins", "pluginConfig");
        YamlNode name = yaml.field("schedulerName");
        SchedulerProfile profile = percentage(base, yaml);
        profile = name == null ? profile : profile.named(name.text());
        for (YamlNode config : yaml.list("pluginConfig")) {
            profile = argued(profile, config);
        }
        return new EnabledPlugins(yaml.field("plugins")).applyTo(profile);
    }

    private static SchedulerProfile argued(SchedulerProfile profile, YamlNode config) throws UserException {
        try {
            return PluginArguments.apply(profile, config);
        } catch (IllegalArgumentException e) {
            throw config.mistake(String.valueOf(e.getMessage()));
        }
    }

    private static SchedulerProfile percentage(SchedulerProfile profile, YamlNode holder) throws UserException {
        YamlNode value = holder.field(PERCENTAGE);
        if (value == null) {
            return profile;
        }
        int percentage = value.whole();
        if (percentage < 0 || percentage > 100) {
            throw value.mistake("a percentage is from 0 to 100, this is " + percentage);
        }
        return profile.withPercentageOfNodesToScore(percentage);
    }
}

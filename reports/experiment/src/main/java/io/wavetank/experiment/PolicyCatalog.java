package io.wavetank.experiment;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.Scheduler;
import io.wavetank.workload.NearestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Every policy on the class path, by family. */
public final class PolicyCatalog {
    private final List<PolicyFamily> families;

    /** Collects the families. */
    public PolicyCatalog() {
        var found = new ArrayList<PolicyFamily>();
        ServiceLoader.load(PolicyFamily.class).forEach(found::add);
        found.sort(Comparator.comparing(PolicyFamily::name));
        this.families = List.copyOf(found);
    }

    /** The families, by name. */
    public List<PolicyFamily> families() {
        return families;
    }

    /** Returns a policy's row, or null if there is none of that name. */
    public @Nullable PolicyEntry find(String name) {
        for (PolicyFamily family : families) {
            for (PolicyEntry entry : family.policies()) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Returns the row of a policy that a user named, or says which names are near. */
    public PolicyEntry require(String name) throws UserException {
        PolicyEntry entry = find(name);
        if (entry == null) {
            List<String> names = families.stream()
                    .flatMap(family -> family.policies().stream())
                    .map(PolicyEntry::name)
                    .toList();
            throw new UserException(OptionalModule.absent(name)
                    .orElseGet(() -> "Unknown scheduler '" + name + "'" + NearestNames.hint(name, names)));
        }
        return entry;
    }

    /** Returns the scheduler that a user described as {@code name} or {@code name:key=value:key=value}. */
    public SchedulerChoice choose(String text) throws UserException {
        String[] parts = text.strip().split(":", -1);
        PolicyEntry entry = require(parts[0]);
        Map<String, String> set = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals <= 0) {
                throw new UserException(
                        "Scheduler '" + text + "': key=value expected after ':', got '" + parts[i] + "'");
            }
            String key = parts[i].substring(0, equals);
            if (set.put(key, parts[i].substring(equals + 1)) != null) {
                throw new UserException("Scheduler '" + text + "': option '" + key + "' is set twice; set it once");
            }
        }
        try {
            Scheduler.Factory factory = entry.maker().make(PolicyOptions.of(entry, set));
            return new SchedulerChoice(text.strip(), factory, inputs(entry, set));
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
    }

    /** The files that a policy was made from. */
    private static List<Workload.InputFile> inputs(PolicyEntry entry, Map<String, String> set) throws UserException {
        List<Workload.InputFile> inputs = new ArrayList<>();
        for (PolicyEntry.Option option : entry.options()) {
            String path = set.getOrDefault(option.name(), "").strip();
            if (option.file() && !path.isEmpty()) {
                try {
                    Path file = Path.of(path);
                    String format = entry.name() + " " + option.name();
                    inputs.add(new Workload.InputFile(path, format, Files.size(file), Digests.sha256(file)));
                } catch (IOException e) {
                    throw new UserException("Policy " + entry.name() + ", option " + option.name() + ": " + path
                            + " cannot be read; name a file");
                }
            }
        }
        return inputs;
    }
}

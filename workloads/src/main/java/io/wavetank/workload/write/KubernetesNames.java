package io.wavetank.workload.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names in the form that Kubernetes allows: lower case letters, digits, {@code -} and {@code .}; told apart where that makes two alike. */
final class KubernetesNames {
    private static final int LONGEST = 200;

    private final Set<String> given = new HashSet<>();
    private final Map<String, Integer> times = new HashMap<>();

    String of(String name) {
        String allowed = allowed(name);
        String told = allowed;
        while (!given.add(told)) {
            told = allowed + "-n" + (times.merge(allowed, 1, Integer::sum) + 1);
        }
        return told;
    }

    private static String allowed(String name) {
        String plain = trimmed(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-"))
                .replaceAll("\\.(?=[^a-z0-9])|(?<=[^a-z0-9])\\.", "-");
        String cut = trimmed(plain.substring(0, Math.min(LONGEST, plain.length())));
        return cut.isEmpty() ? "x" : cut;
    }

    private static String trimmed(String name) {
        return name.replaceAll("(^[^a-z0-9]+|[^a-z0-9]+$)", "");
    }
}

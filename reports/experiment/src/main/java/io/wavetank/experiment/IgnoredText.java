package io.wavetank.experiment;

import io.wavetank.report.result.Figures;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a run does not heed, in words: {@code Deployment.spec.strategy (2), Service.spec.ports and 3 more}. */
public final class IgnoredText {
    private IgnoredText() {}

    /** Names so many at most, each with how often it is given if that is more than once, and says how many more there are. */
    public static String of(SortedMap<String, Long> ignored, int most) {
        List<Map.Entry<String, Long>> all = List.copyOf(ignored.entrySet());
        String named = all.stream()
                .limit(most)
                .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " (" + Figures.count(each.getValue()) + ")"))
                .collect(Collectors.joining(", "));
        return all.size() <= most ? named : named + " and " + Figures.count(all.size() - most) + " more";
    }
}

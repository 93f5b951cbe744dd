package io.wavetank.experiment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KubeBenchTest {
    private static final Pattern LINE = Pattern.compile("bench kube: kind=([a-z-]+) nodes=130 pods=600 classes=7 seed=3"
            + " pods_per_cpu_s=\\d+ full_scan_pods_per_cpu_s=\\d+\\.\\d incremental_sha256=([0-9a-f]{64})"
            + " full_scan_sha256=([0-9a-f]{64}) peak_rss_mb=\\d+");

    @ParameterizedTest
    @EnumSource
    void both_ways_choose_alike_and_the_line_says_so(KubeBench.Kind kind) {
        var bench = new KubeBench(kind, 130, 600, 7, 3);

        KubeBench.Result result = bench.run();

        assertThat(result.difference()).isEmpty();
        assertThat(bench.compared()).isEqualTo(600);
        Matcher line = LINE.matcher(result.line());
        assertThat(line.matches()).as(result.line()).isTrue();
        assertThat(line.group(1)).isEqualTo(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(line.group(2)).isEqualTo(line.group(3));
    }

    @Test
    void the_full_scan_meets_fewer_pods_where_there_are_many_nodes() {
        assertThat(new KubeBench(KubeBench.Kind.PLAIN, 5_000, 100_000, 10, 1).compared())
                .isEqualTo(2_000);
        assertThat(new KubeBench(KubeBench.Kind.PLAIN, 100, 9_000, 10, 1).compared())
                .isEqualTo(9_000);
    }
}

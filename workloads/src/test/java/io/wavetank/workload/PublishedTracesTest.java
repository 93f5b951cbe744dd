package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published files are recognised and have the totals that {@code SOURCE.md} beside them states. */
final class PublishedTracesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "philly-pollux/philly.csv                         | philly-table | 82247 | virtual_clusters=15",
                "batsim/medium_late.json                          | batsim       | 801   | processors=32",
                "batsim/example_workload_hpc_seed1_jobs250.json   | batsim       | 250   | processors=128",
                "batsim/example_workload_hpc_seed2_jobs250.json   | batsim       | 250   | processors=128",
                "batsim/example_workload_hpc_seed3_jobs250.json   | batsim       | 250   | processors=128",
                "batsim/example_workload_hpc_seed4_jobs250.json   | batsim       | 250   | processors=128",
                "batsim/example_workload_hpc_seed5_jobs250.json   | batsim       | 250   | processors=128",
                "gwf-sample/trace.gwf                             | gwf          | 70    | tasks=70",
                "wfcommons/1000genome-chameleon-2ch-100k-001.json | wfcommons    | 52    | tasks=52",
                "wfcommons/srasearch-chameleon-20a-003.json       | wfcommons    | 42    | tasks=42",
                "wfcommons/blast-chameleon-small-005.json         | wfcommons    | 43    | tasks=43",
                "wfcommons/bacass-dirt02-001.json                 | wfcommons    | 11    | tasks=11",
                "wfcommons/epigenomics-chameleon-hep-2seq-100k-001.json | wfcommons | 119 | tasks=119",
                "wfcommons/seismology-chameleon-300p-001.json     | wfcommons    | 301   | tasks=301",
                "wfcommons/soykb-chameleon-40fastq-10ch-001.json  | wfcommons    | 336   | tasks=336",
                "wfcommons/opendc-wfformat-trace.json             | wfcommons    | 26    | tasks=26",
                "yarn-sls/2jobs2min-rumen-jh.json                 | yarn-rumen   | 192   | jobs=2 map_tasks=192 reduce_tasks=0",
            })
    void tasks(String file, String format, long rows, String totals) throws IOException {
        Trace trace = check(file, format, rows, totals);
        assertThat(Written.submissions(trace)).hasSize((int) trace.kept()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swim-facebook/FB-2009_samples_24_times_1hr_0.tsv | swim      | 5894    | jobs=5894 jobs_map_only=4448",
                "swim-facebook/FB-2010_samples_24_times_1hr_0.tsv | swim      | 24442   | jobs=24442 jobs_map_only=8324",
                "coflow-facebook/FB2010-1Hr-150-0.txt             | coflow    | 526     | racks=150 coflows=526 last_arrival_ms=3629235",
                "azure-functions-2019-sample                      | azure-functions-2019 | 4 | functions=4",
                "azure-functions-2021-sample/Azure2021_30.csv     | azure-functions-2021 | 29 | invocations=29 began_before_the_trace=0",
                "azure-llm-2023/AzureLLMInferenceTrace_code.csv   | azure-llm | 8819    | requests=8819",
                "bitbrains/bitbrains.csv                          | bitbrains | 8619    | machines=1 samples=8619",
                "planetlab-20110303                               | planetlab | 28800   | machines=100 samples=28800",
                "web-worldcup98/invocation_count.csv              | request-rates | 125300 | requests=1352804107 peak=229426 interval_s=60",
                "failures-lanl/LANL-1996-2005.csv                 | lanl-failures | 23739 | systems=23 down_time_not_above_0=187",
                "failures-disk-hpc/alpine_formatted_data.csv      | disk-failures | 3766 | failures=3766",
            })
    void records(String file, String format, long rows, String totals) throws IOException {
        Trace trace = check(file, format, rows, totals);
        assertThat(trace.hasTasks()).isFalse();
        assertThatThrownBy(trace::submissions).hasMessageContaining("no tasks that could be replayed");
        for (var type : trace.recordTypes()) {
            assertThat(trace.inspect(type).records()).isPositive();
        }
    }

    private static Trace check(String file, String format, long rows, String totals) throws IOException {
        Trace trace = Written.open(SharedData.file("traces/" + file));
        assertThat(trace.format().name()).isEqualTo(format);
        assertThat(trace.rows()).isEqualTo(rows);
        for (String total : totals.split(" ", -1)) {
            String[] parts = total.split("=", -1);
            assertThat(trace.totals().get(parts[0]))
                    .as(parts[0].toLowerCase(Locale.ROOT))
                    .isEqualTo(Long.parseLong(parts[1]));
        }
        return trace;
    }
}

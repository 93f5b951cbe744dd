package io.wavetank.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ElasticTableTest {
    @Test
    void one_of_a_kind_is_not_counted_in_the_plural() {
        assertThat(ElasticTable.times(1, "replica")).isEqualTo("1 replica");
        assertThat(ElasticTable.times(0, "time")).isEqualTo("0 times");
        assertThat(ElasticTable.times(1234, "replica")).isEqualTo("1,234 replicas");
    }
}

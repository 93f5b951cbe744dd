package io.wavetank.workload.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.workload.Written;
import io.wavetank.workload.record.Constraint;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows generated from the schema that Google published: numbers as numbers or as texts. */
final class GoogleCollectionsTest {
    private static final String COLLECTIONS = """
            {"time":"0","type":0,"collection_id":"7","collection_type":0,"priority":200,"user":"u","collection_name":"n","start_after_collection_ids":["5","6"],"vertical_scaling":1}
            {"time":"10","type":3,"collection_id":"7","collection_type":0,"priority":200,"user":"u","collection_name":"n","start_after_collection_ids":["5","6"]}
            {"time":"20","type":"0","collection_id":8,"collection_type":1,"priority":200,"user":"u","collection_name":"n","parent_collection_id":"7","max_per_machine":2}
            """;
    private static final String INSTANCES = """
            {"time":"600000000","type":0,"collection_id":"7","instance_index":0,"priority":200,"resource_request":{"cpus":0.01,"memory":0.01},"constraint":[{"name":"a","value":"b","relation":1},{"name":"c","value":"1","relation":3}]}
            {"time":"601000000","type":3,"collection_id":"7","instance_index":0,"priority":200,"resource_request":{"cpus":0.01,"memory":0.01}}
            {"time":"602000000","type":6,"collection_id":"7","instance_index":0,"priority":200,"resource_request":{"cpus":0.01,"memory":0.01}}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_collection_tells_once_after_which_others_it_starts() throws IOException {
        Trace trace = Written.open(Written.text(folder, "collection_events.json", COLLECTIONS));

        assertThat(trace.format().name()).isEqualTo("google-2019");
        try (var edges = trace.records(RecordType.EDGES)) {
            assertThat(edges.next()).isEqualTo(new Edge("", "7", "5"));
            assertThat(edges.next()).isEqualTo(new Edge("", "7", "6"));
            assertThat(edges.next()).isNull();
        }
        assertThat(trace.totals().get("collections")).isEqualTo(2);
        assertThat(trace.totals().get("alloc_sets")).isEqualTo(1);
        assertThat(trace.totals().get("with_parent")).isEqualTo(1);
        assertThat(trace.totals().get("max_per_machine_not_honoured")).isEqualTo(1);
    }

    @Test
    void an_instance_tells_where_it_may_go() throws IOException {
        Trace trace = Written.open(Written.text(folder, "instance_events.json", INSTANCES));

        try (var constraints = trace.records(RecordType.CONSTRAINTS)) {
            assertThat(constraints.next()).isEqualTo(new Constraint("7-0", "a", "!=", "b"));
            assertThat(constraints.next()).isEqualTo(new Constraint("7-0", "c", ">", "1"));
            assertThat(constraints.next()).isNull();
        }
        assertThat(Written.submissions(trace)).hasSize(1);
    }

    @Test
    void a_relation_that_does_not_exist_is_a_fault_of_its_line() throws IOException {
        Path file = Written.text(folder, "e.json", INSTANCES.replace("\"relation\":3", "\"relation\":9"));

        assertThatThrownBy(() -> Written.open(file).inspect(RecordType.CONSTRAINTS))
                .hasMessageContaining("e.json:1: ")
                .hasMessageContaining("'relation' is 9");
    }
}

package io.wavetank.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.openb.OpenbNodes;
import io.wavetank.workload.swf.HpcStarts;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files with damaged bytes are either read, or refused by a {@link TraceFormatException} of one line with the name of the file; never anything
 * else. Replay one failing seed with {@code -Dproperty.seed=N}.
 */
final class RobustnessPropertyTest {
    private static final String NODES =
            "sn,cpu_milli,memory_mib,gpu,model\na,32000,262144,0,\nb,96000,1024,8,V100M32\n";
    private static final String GOOGLE = """
            600000000,,1,0,,0,user=,2,9,0.03125,0.07446,0.0002,0
            601000000,,1,0,7,1,user=,2,9,0.03125,0.07446,0.0002,0
            602000000,,1,0,7,4,user=,2,9,0.03125,0.07446,0.0002,0
            """;
    private static final List<String> OTHERS = List.of(
            "M1,2,j_1,1,Terminated,87076,87176,100.0,0.3\nR2_1,1,j_1,1,Terminated,87176,87177,50,0.49\n",
            "aaa=,sub=,dep=,0,2591700,99,3.4,10.1,Unknown,2,4\nbbb=,sub=,dep=,300,900,9,3.4,10.1,Interactive,>24,>64\n",
            "a,worker,2.0,Terminated,1673534.0,1673544.0,600.0,29.296875,50.0,T4\n",
            "timestamp,duration,num_gpus,gpu_time,cluster\n2017-10-09 07:01:55,66.0,16,66.0,11cb48\n",
            "[{\"jobid\":\"a\",\"submitted_time\":\"2017-10-09 07:00:00\",\"attempts\":[{\"start_time\":\"2017-10-09"
                    + " 07:01:00\",\"end_time\":\"2017-10-09 07:02:00\",\"detail\":[{\"gpus\":[\"g\"]}]}]}]",
            "{\"nb_res\":4,\"jobs\":[{\"id\":1,\"subtime\":0.5,\"res\":4,\"walltime\":20,\"profile\":\"d\"}],"
                    + "\"profiles\":{\"d\":{\"type\":\"delay\",\"delay\":10.5}}}",
            "{\"name\":\"w\",\"schemaVersion\":\"1.2\",\"workflow\":{\"jobs\":[{\"name\":\"a\",\"runtime\":5.5,"
                    + "\"cores\":2.0,\"parents\":[],\"children\":[\"b\"],\"memory\":7}]}}",
            "{\"jobID\":\"j\",\"submitTime\":1371222054499,\"mapTasks\":[{\"taskID\":\"m\",\"attempts\":"
                    + "[{\"result\":\"SUCCESS\",\"startTime\":1371222060000,\"finishTime\":1371222061000}]}]}",
            "WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies\n0, 1, 16, 11, 1, 1, \n0, 2, 40, 11, 1, 1, 1\n",
            "job0\t49\t49\t740773\t2339561\t627471\n",
            "150 1\n1 0 2 22 3 2 65:1.5 7:3\n",
            "time,requests\n0,5\n60,7\n",
            """
            Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tMemory usage [KB]
            1376314846;\t1;\t2599.9;\t19.5;\t110448.5
            """,
            ",Timestamp,SSC,SSU,Enclosure,Slot\n0,2019-01-04T14:41:12-0500,2,g,1,29\n");
    private static final byte[] NASTY = "0123456789-.,;\"\n\r \t\0eENaN|\u00e4".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private interface Reading {
        void of(Path file) throws IOException;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damage_is_read_over_or_reported(long seed) throws IOException {
        Draws draws = new Draws(seed, 0).stream("damage");
        int subject = 0;
        for (String packing : List.of("plain", "gz", "xz", "zst")) {
            check(draws, subject++, packing, Written.PODS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.JOBS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.STARTS, RobustnessPropertyTest::replay);
            check(draws, subject++, packing, Written.STARTS, HpcStarts::read);
            check(draws, subject++, packing, NODES, OpenbNodes::read);
            check(draws, subject++, packing, GOOGLE, RobustnessPropertyTest::replay);
            for (String other : OTHERS) {
                check(draws, subject++, packing, other, RobustnessPropertyTest::replay);
            }
        }
    }

    private static void replay(Path file) throws IOException {
        var trace = TraceFormats.open(file, null, TraceOptions.DEFAULT.withProcessors(100));
        for (var type : trace.recordTypes()) {
            trace.inspect(type);
        }
        if (trace.hasTasks()) {
            assertThat(Written.submissions(trace)).hasSize((int) trace.kept());
        }
    }

    private void check(Draws draws, int subject, String packing, String text, Reading reading) throws IOException {
        byte[] bytes = damaged(draws, subject, Written.packed(packing, text));
        Path file = Written.bytes(folder, "damaged-" + subject, bytes);
        try {
            reading.of(file);
        } catch (TraceFormatException e) {
            assertThat(e.file()).isEqualTo(file.toString());
            assertThat(e.getMessage())
                    .contains("damaged-" + subject)
                    .doesNotContain("\n")
                    .contains("; ");
            assertThat(e.line()).isNotNegative();
        }
    }

    private static byte[] damaged(Draws draws, int subject, byte[] whole) {
        int k = 0;
        byte[] bytes = whole.clone();
        for (int hits = 1 + draws.below(4, subject, k++); hits > 0; hits--) {
            int at = draws.below(bytes.length, subject, k++);
            switch (draws.below(4, subject, k++)) {
                case 0 -> bytes[at] = (byte) draws.below(256, subject, k++);
                case 1 -> bytes[at] = NASTY[draws.below(NASTY.length, subject, k++)];
                case 2 -> bytes[at] ^= (byte) (1 << draws.below(8, subject, k++));
                default -> {
                    int to = draws.below(bytes.length, subject, k++);
                    System.arraycopy(bytes.clone(), at, bytes, to, bytes.length - Math.max(at, to));
                }
            }
        }
        return draws.below(8, subject, k) == 0
                ? Arrays.copyOf(bytes, draws.below(bytes.length, subject, k + 1))
                : bytes;
    }
}

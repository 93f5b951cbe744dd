package io.wavetank.workload.facebook;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Flow;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Reads coflows: the first line tells how many racks and coflows there are, each further one {@code id arrival mappers m1 .. mk reducers r1:MB ..
 * rk:MB}. What a reducer receives comes from all mappers in equal parts, the bytes that are left over from the first ones.
 *
 * <p>Units in the file: milliseconds, megabytes of 10^6 bytes. Source: github.com/coflow/coflow-benchmark.
 */
public final class Coflows implements RecordReader<Flow> {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int MEGABYTE_DECIMALS = 6;

    private final Lines lines;
    private final Row row;
    private final Counts counts = new Counts("racks", "coflows_stated", "coflows", "flows", "bytes", "last_arrival_ms");
    private final ArrayDeque<Flow> flows = new ArrayDeque<>();
    private boolean begun;
    private long racks;

    private Coflows(Lines lines) {
        this.lines = lines;
        this.row = new Row(lines);
    }

    /** Recognises the two numbers of the first line and the shape of the second. */
    public static boolean recognises(Head head) {
        return head.lines().get(0).matches("[0-9]+ [0-9]+\\s*")
                && head.lines().size() > 1
                && head.lines().get(1).matches("[0-9]+ [0-9]+ [0-9]+( [0-9]+)+( [0-9]+:[0-9.]+)*.*");
    }

    /** Returns the reader. */
    public static Coflows open(Reading reading) throws TraceFormatException {
        return new Coflows(reading.single());
    }

    @Override
    public @Nullable Flow next() throws TraceFormatException {
        while (flows.isEmpty()) {
            if (!lines.next()) {
                if (begun && counts.sum("coflows") != counts.sum("coflows_stated")) {
                    throw lines.fileError(
                            counts.sum("coflows_stated") + " coflows are stated, and there are "
                                    + counts.sum("coflows"),
                            "fetch the file again");
                }
                return null;
            }
            row.splitBlanks();
            if (row.count() == 0) {
                continue;
            }
            if (begun) {
                counts.row();
                coflow();
            } else {
                begun = true;
                row.expect(2);
                racks = row.whole(0, "racks", 1, 1_000_000);
                counts.set("racks", racks);
                counts.set("coflows_stated", row.whole(1, "coflows", 0, Integer.MAX_VALUE));
            }
        }
        return flows.poll();
    }

    private void coflow() throws TraceFormatException {
        if (row.count() < 4) {
            throw lines.error("id, arrival, mappers and reducers expected", Row.REMEDY);
        }
        String id = row.text(0);
        long arrival = row.whole(1, "arrival", 0, Long.MAX_VALUE / NANOS_PER_MILLI);
        int mappers = (int) row.whole(2, "number of mappers", 0, row.count() - 4);
        int reducers = (int) row.whole(3 + mappers, "number of reducers", 0, row.count());
        row.expect(4 + mappers + reducers);
        counts.add("coflows", 1);
        counts.max("last_arrival_ms", arrival);
        for (int reducer = 4 + mappers; reducer < row.count(); reducer++) {
            String text = row.text(reducer);
            int colon = text.indexOf(':');
            if (!text.matches("[0-9]{1,7}:[0-9]{1,12}(\\.[0-9]{0,12})?")) {
                throw row.fault("reducer", "RACK:MB expected, got " + Quoted.of(text));
            }
            rack(Long.parseLong(text.substring(0, colon)), "reducer");
            long bytes = new BigDecimal(text.substring(colon + 1))
                    .movePointRight(MEGABYTE_DECIMALS)
                    .setScale(0, RoundingMode.UP)
                    .longValueExact();
            counts.add("bytes", bytes);
            for (int mapper = 0; mapper < mappers; mapper++) {
                long from = row.whole(3 + mapper, "mapper");
                rack(from, "mapper");
                long part = bytes / mappers + (mapper < bytes % mappers ? 1 : 0);
                counts.add("flows", 1);
                flows.add(new Flow(
                        id, arrival * NANOS_PER_MILLI, "rack-" + from, "rack-" + text.substring(0, colon), part));
            }
        }
    }

    private void rack(long number, String column) throws TraceFormatException {
        if (number < 0 || number > racks) {
            throw row.fault(column, "there is no rack " + number + " of " + racks);
        }
    }

    @Override
    public Counts counts() {
        return counts;
    }
}

package io.wavetank.workload.llm;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests to language models: when they came, and how many tokens went in and out.
 *
 * <p>Azure's have dates and times, taken for UTC, of which ours are nanoseconds since 1970. BurstGPT's are seconds from the first day; its model is the
 * service, and an answer of no tokens failed.
 *
 * <p>Sources: github.com/Azure/AzurePublicDataset, github.com/HPMLL/BurstGPT.
 */
public final class LlmRequests {
    private static final String[] AZURE = {"TIMESTAMP", "ContextTokens", "GeneratedTokens"};
    private static final String[] BURST = {
        "Timestamp", "Model", "Request tokens", "Response tokens", "Total tokens", "Log Type"
    };

    private LlmRequests() {}

    /** Recognises the header line of Azure's traces. */
    public static boolean isAzure(Head head) {
        return head.columns().containsAll(List.of(AZURE));
    }

    /** Recognises the header line of BurstGPT. */
    public static boolean isBurst(Head head) {
        return head.columns().containsAll(List.of(BURST));
    }

    /** Returns the requests of Azure, or null if there are none. */
    public static @Nullable RecordReader<Request> azure(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(LlmRequests::isAzure);
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.COMMA, AZURE);
        return new TableRecords<>(table, new Counts("requests", "tokens_in", "tokens_out"), (row, counts) -> {
            long in = row.wholeOrZeroDecimals(1, 0, Integer.MAX_VALUE);
            long out = row.wholeOrZeroDecimals(2, 0, Integer.MAX_VALUE);
            counts.add("requests", 1);
            counts.add("tokens_in", in);
            counts.add("tokens_out", out);
            return new Request("", row.calendarNanos(0, ZoneOffset.UTC), -1, in, out);
        });
    }

    /** Returns the requests of BurstGPT, or null if there are none. */
    public static @Nullable RecordReader<Request> burst(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(LlmRequests::isBurst);
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.COMMA, BURST);
        var counted = new Counts("requests", "requests_failed", "tokens_in", "tokens_out");
        return new TableRecords<>(table, counted, (row, counts) -> {
            long in = row.wholeOrZeroDecimals(2, 0, Integer.MAX_VALUE);
            long out = row.wholeOrZeroDecimals(3, 0, Integer.MAX_VALUE);
            counts.add("requests", 1);
            counts.count("requests_failed", out == 0);
            counts.add("tokens_in", in);
            counts.add("tokens_out", out);
            return new Request(row.text(1), row.nanosFromZero(0), -1, in, out);
        });
    }
}

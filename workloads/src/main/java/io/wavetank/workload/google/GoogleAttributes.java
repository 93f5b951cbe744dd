package io.wavetank.workload.google;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineAttribute;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code machine_attributes} of Google's trace of 2011. */
public final class GoogleAttributes {
    private static final int TIME = 0;
    private static final int MACHINE = 1;
    private static final int NAME = 2;
    private static final int VALUE = 3;
    private static final int DELETED = 4;

    private GoogleAttributes() {}

    /** Returns the reader, or null if there are no attributes. */
    public static @Nullable RecordReader<MachineAttribute> open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = Google2011.files(reading, Google2011::isAttributes);
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.plain(
                reading,
                files,
                Separator.COMMA,
                "time",
                "machine ID",
                "attribute name",
                "attribute value",
                "attribute deleted");
        var names = new HashSet<String>();
        return new TableRecords<>(table, new Counts("attributes_deleted", "attribute_names"), (row, counts) -> {
            boolean deleted = row.whole(DELETED, 0, 1) == 1;
            counts.count("attributes_deleted", deleted);
            counts.count("attribute_names", names.add(row.text(NAME)));
            return new MachineAttribute(
                    Google2011.nanos(row, TIME), row.text(MACHINE), row.text(NAME), row.text(VALUE), deleted);
        });
    }
}

package io.wavetank.workload;

import io.wavetank.workload.trace.TraceFormat;
import java.util.List;

/** Formats that another module brings along; found through {@link java.util.ServiceLoader}. */
public interface TraceFormatFamily {
    /** Its rows of the table of formats, in the order in which they are tried. */
    List<TraceFormat> formats();
}

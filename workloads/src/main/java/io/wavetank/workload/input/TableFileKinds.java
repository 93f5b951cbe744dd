package io.wavetank.workload.input;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The kinds of binary files that the modules on the class path can read. */
final class TableFileKinds {
    private TableFileKinds() {}

    /** Loaded when first needed: text is read without. */
    private static final class Loaded {
        static final List<TableFileKind> ALL =
                ServiceLoader.load(TableFileKind.class, TableFileKind.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparing(TableFileKind::title))
                        .toList();
    }

    /** The kind that a file is of which the first bytes are these; null if it is text or unknown. */
    static @Nullable TableFileKind of(byte[] first) {
        if (Packing.foreign(first).isEmpty()) {
            return null;
        }
        for (TableFileKind kind : Loaded.ALL) {
            if (kind.recognises(first)) {
                return kind;
            }
        }
        return null;
    }
}

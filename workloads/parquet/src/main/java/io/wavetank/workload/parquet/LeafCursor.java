package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of one column, a row at a time. */
final class LeafCursor {
    private final Leaf leaf;
    private final Pages pages;
    private Pages.@Nullable Page page;
    private int left;
    private boolean ahead;
    private int definition;

    private int count;
    private boolean[] nulls = new boolean[1];
    private long[] bits = new long[1];
    private String[] texts = new String[] {""};

    LeafCursor(Leaf leaf, Pages pages) {
        this.leaf = leaf;
        this.pages = pages;
    }

    Leaf leaf() {
        return leaf;
    }

    /** Goes to the next group; the one before has to be used up. */
    void start(Footer.Chunk chunk) throws TraceFormatException {
        finish();
        pages.start(chunk);
        page = null;
        left = 0;
        ahead = false;
    }

    /** Checks that no values are left when all rows have been taken. */
    void finish() throws TraceFormatException {
        if (ahead || left > 0 || pages.next() != null) {
            throw new Corrupt("values beyond the last row");
        }
    }

    /** Takes the values of the next row. */
    void next() throws TraceFormatException {
        count = 0;
        if (!leaf.list()) {
            entry();
            if (definition == leaf.mostDefinition()) {
                value(0);
                count = 1;
            }
            return;
        }
        if (!ahead) {
            repetition();
        }
        do {
            ahead = false;
            definition();
            if (definition >= leaf.elementDefinition()) {
                if (count == Cells.LONGEST_LIST) {
                    throw new Corrupt("a list of more than " + Cells.LONGEST_LIST + " values in one row");
                }
                value(count++);
            }
        } while (more() && repetition() > 0);
    }

    private void entry() throws TraceFormatException {
        if (!more()) {
            throw new Corrupt("fewer values than rows");
        }
        left--;
        definition();
    }

    private boolean more() throws TraceFormatException {
        if (left == 0) {
            page = pages.next();
            left = page == null ? 0 : page.values();
        }
        return left > 0;
    }

    /** Takes the repetition level of the next entry; that of a row's first is 0. */
    private int repetition() throws TraceFormatException {
        if (!more() || page == null) {
            throw new Corrupt("fewer values than rows");
        }
        left--;
        ahead = true;
        return page.repetitions() == null ? 0 : page.repetitions().next();
    }

    private void definition() {
        if (page == null) {
            throw new Corrupt("fewer values than rows");
        }
        definition = page.definitions() == null
                ? leaf.mostDefinition()
                : page.definitions().next();
        if (definition > leaf.mostDefinition()) {
            throw new Corrupt("a level of " + definition + " where " + leaf.mostDefinition() + " is the most");
        }
    }

    private void value(int i) {
        if (i == nulls.length) {
            nulls = Arrays.copyOf(nulls, 2 * i);
            bits = Arrays.copyOf(bits, 2 * i);
            texts = Arrays.copyOf(texts, 2 * i);
        }
        nulls[i] = definition < leaf.mostDefinition();
        if (!nulls[i] && page != null) {
            Values data = page.data();
            data.next();
            bits[i] = data.bits;
            texts[i] = data.text;
        }
    }

    int count() {
        return count;
    }

    boolean isNull(int i) {
        return nulls[i];
    }

    long bits(int i) {
        return bits[i];
    }

    String text(int i) {
        return texts[i];
    }
}

package io.wavetank.workload.sqlite;

import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * The rows of a table, which lie in the leaves of a tree of pages, in the order of their numbers. One page of each level and one row are in memory.
 *
 * <p>No page is entered twice: a tree that bites its tail is told from a sound one.
 *
 * <p>Source: sqlite.org/fileformat2.html, sections 1.5 and 1.6.
 */
final class TableTree {
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int DEEPEST = 40;

    /** Longest row that is read. */
    private static final int MOST_ROW_BYTES = 64 << 20;

    private final Pager pager;
    private final BitSet visited = new BitSet();
    private final ArrayDeque<Level> levels = new ArrayDeque<>();
    private byte[] row = new byte[512];
    private int rowBytes;
    private long rowNumber;
    private final byte[] overflow;

    /** A page on the way to the current row. */
    private static final class Level {
        private final byte[] page;
        private final int start;
        private final boolean leaf;
        private final int cells;
        private int next;

        Level(byte[] page, int start) {
            this.page = page;
            this.start = start;
            int type = page[start] & 0xFF;
            if (type != LEAF && type != INTERIOR) {
                throw new Corrupt("a page of type " + type + " in the tree of a table");
            }
            this.leaf = type == LEAF;
            this.cells = Pager.two(page, start + 3);
            if (cellPointers() + 2 * cells > page.length) {
                throw new Corrupt("a page with " + cells + " cells");
            }
        }

        private int cellPointers() {
            return start + (leaf ? 8 : 12);
        }

        /** Where a cell stands. */
        int cell(int number) {
            return Pager.two(page, cellPointers() + 2 * number);
        }

        int rightmost() {
            return Pager.four(page, start + 8);
        }
    }

    TableTree(Pager pager, int root) throws TraceFormatException {
        this.pager = pager;
        this.overflow = new byte[pager.pageBytes()];
        enter(root);
    }

    private void enter(int number) throws TraceFormatException {
        if (levels.size() > DEEPEST) {
            throw new Corrupt("a tree of more than " + DEEPEST + " levels");
        }
        byte[] page = new byte[pager.pageBytes()];
        visit(number);
        pager.read(number, page);
        levels.push(new Level(page, number == 1 ? Pager.HEADER_BYTES : 0));
    }

    private void visit(int number) {
        if (number < 1 || number > pager.pages()) {
            throw new Corrupt("a pointer to page " + (number & 0xFFFF_FFFFL) + " of " + pager.pages());
        }
        if (visited.get(number)) {
            throw new Corrupt("page " + number + " in two places");
        }
        visited.set(number);
    }

    /** Steps to the next row; false after the last. */
    boolean next() throws TraceFormatException {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (level.leaf) {
                if (level.next < level.cells) {
                    take(level.page, level.cell(level.next++));
                    return true;
                }
                levels.pop();
            } else if (level.next <= level.cells) {
                int child = level.next++;
                enter(child == level.cells ? level.rightmost() : Pager.four(level.page, inside(level, child)));
            } else {
                levels.pop();
            }
        }
        return false;
    }

    private static int inside(Level level, int child) {
        int cell = level.cell(child);
        if (cell + 4 > level.page.length) {
            throw new Corrupt("a cell beyond its page");
        }
        return cell;
    }

    private void take(byte[] page, int cell) throws TraceFormatException {
        var varint = new Varint(page, pager.usableBytes());
        varint.at(cell);
        long size = varint.next();
        rowNumber = varint.next();
        if (size < 0 || size > MOST_ROW_BYTES || size > pager.file().size()) {
            throw new Corrupt("a row of " + size + " bytes");
        }
        rowBytes = (int) size;
        if (row.length < rowBytes) {
            row = new byte[Math.max(rowBytes, Math.min(MOST_ROW_BYTES, 2 * row.length))];
        }
        int local = local(rowBytes);
        int from = varint.position();
        if (from + local + (local < rowBytes ? 4 : 0) > pager.usableBytes()) {
            throw new Corrupt("a row beyond its page");
        }
        System.arraycopy(page, from, row, 0, local);
        if (local < rowBytes) {
            follow(Pager.four(page, from + local), local);
        }
    }

    /** How much of a row stands in the leaf itself. */
    private int local(int size) {
        int usable = pager.usableBytes();
        int most = usable - 35;
        if (size <= most) {
            return size;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int surplus = least + (size - least) % (usable - 4);
        return surplus <= most ? surplus : least;
    }

    private void follow(int first, int have) throws TraceFormatException {
        int page = first;
        int filled = have;
        while (filled < rowBytes) {
            visit(page);
            pager.read(page, overflow);
            int part = Math.min(rowBytes - filled, pager.usableBytes() - 4);
            System.arraycopy(overflow, 4, row, filled, part);
            filled += part;
            page = Pager.four(overflow, 0);
        }
    }

    /** The current row, from 0 to {@link #rowBytes()}. */
    byte[] row() {
        return row;
    }

    int rowBytes() {
        return rowBytes;
    }

    /** The number of the row, which is the value of a column {@code INTEGER PRIMARY KEY}. */
    long rowNumber() {
        return rowNumber;
    }
}

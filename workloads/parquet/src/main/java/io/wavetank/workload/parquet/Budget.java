package io.wavetank.workload.parquet;

/** The memory that pages of one reading may take together: a third of the heap. */
final class Budget {
    /** Largest page that is read, packed or not. */
    static final int MOST_PAGE_BYTES = 128 << 20;

    private final long most = Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 3);
    private long taken;

    /** Returns an array of at least {@code wanted} bytes: the one at hand if it is long enough, else a new one in its place. */
    byte[] grown(byte[] atHand, int wanted) {
        if (wanted <= atHand.length) {
            return atHand;
        }
        if (wanted > MOST_PAGE_BYTES) {
            throw new Corrupt("a page of " + wanted + " bytes; no more than " + MOST_PAGE_BYTES + " are read");
        }
        long after = taken - atHand.length + wanted;
        if (after > most) {
            throw new Corrupt("pages that take " + after + " bytes of memory together; give the program more");
        }
        taken = after;
        return new byte[wanted];
    }
}

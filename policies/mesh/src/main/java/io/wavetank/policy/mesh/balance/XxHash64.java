package io.wavetank.policy.mesh.balance;

/** The hash XXH64 of one or two longs, taken as 8 or 16 bytes, little end first. Source: its specification, by Y. Collet. */
final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private XxHash64() {}

    static long of(long word, long seed) {
        return finish(mix(seed + PRIME_5 + Long.BYTES, word));
    }

    static long of(long first, long second, long seed) {
        return finish(mix(mix(seed + PRIME_5 + 2 * Long.BYTES, first), second));
    }

    private static long mix(long hash, long word) {
        long lane = Long.rotateLeft(word * PRIME_2, 31) * PRIME_1;
        return Long.rotateLeft(hash ^ lane, 27) * PRIME_1 + PRIME_4;
    }

    private static long finish(long hash) {
        long h = (hash ^ (hash >>> 33)) * PRIME_2;
        h = (h ^ (h >>> 29)) * PRIME_3;
        return h ^ (h >>> 32);
    }
}

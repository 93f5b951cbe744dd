package io.wavetank.workload.input;

import io.wavetank.sim.TaskNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name of one task of no job, in ASCII. */
final class PlainName implements TaskNames {
    private final byte[] ascii;

    /** Keeps the array, which must not change. */
    PlainName(byte[] ascii) {
        this.ascii = ascii;
    }

    @Override
    public String id(long job, long index) {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String job(long job, long index) {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlainName name && Arrays.equals(ascii, name.ascii);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascii);
    }

    @Override
    public String toString() {
        return id(0, 0);
    }
}

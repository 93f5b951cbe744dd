package io.wavetank.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names by number, from 0 in the order in which they came, in one array of bytes: so many fit into memory that objects for each would not. */
final class NameNumbers {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[64];
    private int count;
    /** Number and 1 of the name at a slot, 0 for none; at most half of the slots are taken. */
    private int[] slots = new int[128];

    /** How many there are. */
    int size() {
        return count;
    }

    /** The name of a number. */
    String name(int number) {
        int start = start(number);
        return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** The number of a name; -1 if it is not known. */
    int find(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return slots[slot(text, 0, text.length)] - 1;
    }

    /** The number of a name, which is taken in if it is not known. */
    int number(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int slot = slot(text, 0, text.length);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        int start = count == 0 ? 0 : ends[count - 1];
        int end = Math.addExact(start, text.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, end));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, grown(count, count + 1));
        }
        System.arraycopy(text, 0, bytes, start, text.length);
        ends[count] = end;
        slots[slot] = ++count;
        if (2 * count > slots.length) {
            spread();
        }
        return count - 1;
    }

    /** By half as much again: the larger an array is, the less may be left empty. */
    private static int grown(int length, int least) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(least, length + (length >>> 1) + 1L));
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void spread() {
        slots = new int[Math.multiplyExact(2, slots.length)];
        for (int number = 0; number < count; number++) {
            slots[slot(bytes, start(number), ends[number])] = number + 1;
        }
    }

    /** Where the name between two positions stands, or would. */
    private int slot(byte[] text, int from, int to) {
        long mixed = (long) to - from;
        for (int i = from; i < to; i++) {
            mixed = (mixed ^ text[i]) * MIX;
            mixed ^= mixed >>> 29;
        }
        int slot = (int) (mixed >>> 32) & (slots.length - 1);
        while (slots[slot] > 0) {
            int number = slots[slot] - 1;
            if (Arrays.equals(bytes, start(number), ends[number], text, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}

package io.wavetank.policy.swarm.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IP address or a range of them, written {@code address/bits}. An IPv4 address and the IPv6 address that stands for it are the same. */
final class AddressRange {
    private static final int GROUPS = 8;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    /** Where an IPv4 address begins in the IPv6 address that stands for it. */
    private static final int V4_AT = 12;

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Returns the range of that text, or null if it is none. */
    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            byte[] address = address(text);
            return address == null ? null : new AddressRange(address, address.length * Byte.SIZE);
        }
        byte[] address = asWritten(text.substring(0, slash));
        int bits = decimal(text.substring(slash + 1), 3);
        if (address == null || bits < 0 || bits > address.length * Byte.SIZE) {
            return null;
        }
        byte[] network = masked(address, bits);
        byte[] shorter = shortened(network);
        return shorter.length == network.length
                ? new AddressRange(network, bits)
                : new AddressRange(shorter, bits - V4_AT * Byte.SIZE);
    }

    /** Whether an address, as text, is in the range; what is no address is in none. */
    boolean contains(String text) {
        byte[] address = address(text);
        return address != null && address.length == network.length && Arrays.equals(masked(address, bits), network);
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            result[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return result;
    }

    private static byte @Nullable [] address(String text) {
        byte[] written = asWritten(text);
        return written == null ? null : shortened(written);
    }

    /** Four bytes if it stands for an IPv4 address. */
    private static byte[] shortened(byte[] address) {
        if (address.length != V6_BYTES || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, V4_AT, V6_BYTES);
    }

    private static byte @Nullable [] asWritten(String text) {
        return text.indexOf(':') >= 0 ? v6(text) : v4(text);
    }

    private static byte @Nullable [] v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_BYTES) {
            return null;
        }
        byte[] address = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            int value = decimal(parts[i], 3);
            boolean padded = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (value < 0 || value > 0xFF || padded) {
                return null;
            }
            address[i] = (byte) value;
        }
        return address;
    }

    private static byte @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> all = groups(text);
            return all == null || all.size() != GROUPS ? null : bytes(all, List.of());
        }
        List<Integer> before = groups(text.substring(0, gap));
        List<Integer> after = groups(text.substring(gap + 2));
        return before == null
                        || after == null
                        || endsWithV4(text.substring(0, gap))
                        || before.size() + after.size() >= GROUPS
                ? null
                : bytes(before, after);
    }

    private static boolean endsWithV4(String text) {
        return text.indexOf('.') >= 0;
    }

    private static byte[] bytes(List<Integer> before, List<Integer> after) {
        byte[] address = new byte[V6_BYTES];
        for (int i = 0; i < before.size(); i++) {
            put(address, i, before.get(i));
        }
        for (int i = 0; i < after.size(); i++) {
            put(address, GROUPS - after.size() + i, after.get(i));
        }
        return address;
    }

    private static void put(byte[] address, int group, int value) {
        address[2 * group] = (byte) (value >> Byte.SIZE);
        address[2 * group + 1] = (byte) value;
    }

    /** Groups between colons, the last of which may be an IPv4 address and then counts as two; null if one of them is none. */
    private static @Nullable List<Integer> groups(String text) {
        List<Integer> found = new ArrayList<>();
        if (text.isEmpty()) {
            return found;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            byte[] v4 = i == parts.length - 1 ? v4(parts[i]) : null;
            int value = hexadecimal(parts[i]);
            if (v4 != null) {
                found.add(((v4[0] & 0xFF) << Byte.SIZE) | (v4[1] & 0xFF));
                found.add(((v4[2] & 0xFF) << Byte.SIZE) | (v4[3] & 0xFF));
            } else if (value >= 0) {
                found.add(value);
            } else {
                return null;
            }
        }
        return found;
    }

    private static int hexadecimal(String text) {
        return number(text, 4, 16);
    }

    private static int decimal(String text, int digits) {
        return number(text, digits, 10);
    }

    /** The number of at most so many digits, or -1. */
    private static int number(String text, int digits, int radix) {
        if (text.isEmpty() || text.length() > digits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}

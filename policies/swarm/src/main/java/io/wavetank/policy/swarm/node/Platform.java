package io.wavetank.policy.swarm.node;

/**
 * An operating system on an architecture.
 *
 * @param os such as {@code linux}; for an image, the empty string is any
 * @param architecture such as {@code amd64}; for an image, the empty string is any
 */
public record Platform(String os, String architecture) {
    /** Whether an image for this platform runs on a node of that one; both names of an architecture are the same. */
    public boolean runsOn(Platform node) {
        return (architecture.isEmpty() || normal(architecture).equals(normal(node.architecture)))
                && (os.isEmpty() || os.equals(node.os));
    }

    private static String normal(String architecture) {
        if (architecture.equals("x86_64")) {
            return "amd64";
        }
        return architecture.equals("aarch64") ? "arm64" : architecture;
    }
}

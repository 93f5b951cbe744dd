package io.wavetank.policy.kubernetes.framework;

/**
 * How raw scores of the nodes of one search become scores from 0 to 100. Division is that of integers and truncates, except where said.
 *
 * <p>Source: Kubernetes 1.26, the plug-ins' {@code NormalizeScore}.
 */
public enum Normalisation {
    /** The raw score is the score. */
    NONE,
    /** {@code 100 * raw / max}; as it is if {@code max} is 0. */
    MAX,
    /** {@code 100 - 100 * raw / max}; 100 if {@code max} is 0. */
    REVERSE_MAX,
    /** {@code 100 * ((raw - min) / (max - min))} in double, the division first, truncated; 0 if {@code max} is {@code min}. */
    RANGE,
    /** {@code 100 * (max + min - raw) / max} over the nodes that are not ignored, which get 0; 100 if {@code max} is 0. */
    SPREAD;

    private static final long FULL = ScorePlugin.MAX_SCORE;

    /** Writes the scores of the first {@code count} nodes to {@code out}. */
    void apply(ScorePlugin plugin, int[] nodes, int count, long[] raw, long[] out) {
        long max = this == RANGE ? Long.MIN_VALUE : 0;
        long min = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (!plugin.ignores(nodes[i])) {
                max = Math.max(max, raw[i]);
                min = Math.min(min, raw[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            out[i] = plugin.ignores(nodes[i]) ? 0 : score(raw[i], min, max);
        }
    }

    /** Returns the score of one node, given the least and greatest raw score; except for {@link #RANGE} the greatest is at least 0. */
    public long score(long raw, long min, long max) {
        return switch (this) {
            case NONE -> raw;
            case MAX -> max == 0 ? raw : FULL * raw / max;
            case REVERSE_MAX -> FULL - (max == 0 ? 0 : FULL * raw / max);
            case RANGE -> max == min ? 0 : (long) (FULL * ((double) (raw - min) / (max - min)));
            case SPREAD -> max == 0 ? FULL : FULL * (max + min - raw) / max;
        };
    }
}

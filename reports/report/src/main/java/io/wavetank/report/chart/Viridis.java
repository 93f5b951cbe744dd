package io.wavetank.report.chart;

import java.awt.Color;

/** The colours of heatmaps, after matplotlib's viridis: dark blue for 0 to yellow for 1, even in brightness, so that it prints in grey. */
final class Viridis {
    /** What a cell without data looks like; not a colour of the ramp. */
    static final Color NO_DATA = new Color(0xE3E6EA);

    private static final int[] ANCHORS = {
        0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725
    };

    private Viridis() {}

    /** Returns the colour of a share of the way up, as 0xRRGGBB; what is not finite has none. */
    static int rgb(double share) {
        if (!Double.isFinite(share)) {
            return NO_DATA.getRGB() & 0xFFFFFF;
        }
        double at = Math.min(Math.max(share, 0), 1) * (ANCHORS.length - 1);
        int below = Math.min((int) at, ANCHORS.length - 2);
        double part = at - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = (ANCHORS[below] >> shift) & 0xFF;
            int to = (ANCHORS[below + 1] >> shift) & 0xFF;
            rgb |= (int) Math.rint(from + (to - from) * part) << shift;
        }
        return rgb;
    }
}

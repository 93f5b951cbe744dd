package io.wavetank.report.page;

import io.wavetank.report.result.Figures;

/** Shares of a whole as per cent: one decimal, and below one per cent three digits, since there one decimal tells nothing. */
final class Shares {
    private Shares() {}

    static String text(double share) {
        double size = Math.abs(share);
        return size > 0 && size < 0.01 ? Figures.short3(share * 100) + "%" : Figures.percent(share);
    }
}

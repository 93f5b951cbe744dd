package io.wavetank.experiment.external;

/** Foreign text as it may stand in a message to the user: one short line. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    /** Returns the text in quotes, cut, with what would break the line replaced. */
    static String line(String text) {
        String plain = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return "'" + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain) + "'";
    }
}

package io.wavetank.report.chart;

/**
 * What a picture shows, without how it looks: a record of plain data that {@link ChartWriter} draws.
 *
 * <p>A value that is not finite is a gap: it is not drawn, and the field is empty in {@link #data()}.
 */
public sealed interface Chart permits TimeChart, CdfChart, BarChart, HeatmapChart, XyChart, PanelChart, ParetoChart {
    /** Returns the line in bold at the top: what is seen, without the unit. */
    String title();

    /** Returns the soft line below the title: over what, how many, which interval; may be empty. */
    String subtitle();

    /** Returns whether there is nothing to draw; the picture then says so instead of showing bare axes. */
    boolean isEmpty();

    /**
     * Returns the data behind the picture as CSV with one header line, every value as given and nothing thinned; the same bytes on every machine.
     * Golden files hold this text, not pictures.
     */
    String data();
}

/**
 * Charts from plain data: what a picture shows is a record ({@link io.wavetank.report.chart.Chart}), how it looks is {@code HouseStyle}, and {@link
 * io.wavetank.report.chart.ChartWriter} turns the one into SVG or PNG. Nothing here knows the engine.
 *
 * <p>The data of a chart ({@code Chart.data()}) is the same on every machine; the picture is the same on one machine, since the installed font
 * decides the width of a text.
 */
@NullMarked
package io.wavetank.report.chart;

import org.jspecify.annotations.NullMarked;

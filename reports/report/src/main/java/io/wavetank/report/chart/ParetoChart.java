package io.wavetank.report.chart;

import java.util.List;

/**
 * What several choices cost against what else they do, one panel for each of the latter over one axis of cost. Less is better on every axis: a choice to
 * which another is at least equal in both and better in one is dominated; the others are the front. One of which only a lower bound is known dominates no other.
 *
 * @param x what the horizontal axis of all panels shows
 * @param panels the panels from top to bottom, each with every choice
 */
public record ParetoChart(String title, String subtitle, XyChart.Axis x, List<Panel> panels) implements Chart {
    /**
     * One choice.
     *
     * @param name its name, which is written beside it
     * @param x where it lies across
     * @param y where it lies up
     */
    public record Choice(String name, Measured x, Measured y) {
        /** Whether another is known to be nowhere worse and somewhere better. */
        boolean dominatedBy(Choice other) {
            return !other.isBound()
                    && other.x.value() <= x.value()
                    && other.y.value() <= y.value()
                    && (other.x.value() < x.value() || other.y.value() < y.value());
        }

        /** Whether it is only known to be no better than where it lies. */
        public boolean isBound() {
            return x.atLeast() || y.atLeast();
        }

        private boolean known() {
            return Double.isFinite(x.value()) && Double.isFinite(y.value());
        }
    }

    /**
     * A figure and its interval.
     *
     * @param halfWidth half the width of the interval; not a number if there is none
     * @param atLeast whether the figure is only a lower bound
     */
    public record Measured(double value, double halfWidth, boolean atLeast) {
        /** A figure that is no bound. */
        public Measured(double value, double halfWidth) {
            this(value, halfWidth, false);
        }

        /** The lower end of the interval; the value without one. */
        double lower() {
            return Double.isFinite(halfWidth) ? value - halfWidth : value;
        }

        /** The upper end of the interval; the value without one. */
        double upper() {
            return Double.isFinite(halfWidth) ? value + halfWidth : value;
        }
    }

    /**
     * A panel.
     *
     * @param y what its vertical axis shows
     * @param choices the choices
     */
    public record Panel(XyChart.Axis y, List<Choice> choices) {
        /** Creates the panel; what has no figures is left out. */
        public Panel {
            choices = choices.stream().filter(Choice::known).toList();
        }

        /** Whether any choice is only a lower bound. */
        public boolean hasBounds() {
            return choices.stream().anyMatch(Choice::isBound);
        }

        /** Whether no other choice is known to be better in one and at least equal in the other. */
        public boolean onFront(Choice choice) {
            return choices.stream().noneMatch(choice::dominatedBy);
        }
    }

    /** Creates the chart; the list is copied. */
    public ParetoChart {
        panels = List.copyOf(panels);
    }

    /** Whether anything is only a lower bound. */
    public boolean hasBounds() {
        return panels.stream().anyMatch(Panel::hasBounds);
    }

    @Override
    public boolean isEmpty() {
        return panels.stream().allMatch(panel -> panel.choices().isEmpty());
    }

    @Override
    public String data() {
        boolean bounds = hasBounds();
        CsvText csv = new CsvText()
                .header("panel,choice,x,x_half_width,y,y_half_width,on_front" + (bounds ? ",at_least" : ""));
        for (Panel panel : panels) {
            for (Choice choice : panel.choices()) {
                csv.field(panel.y().label())
                        .field(choice.name())
                        .field(choice.x().value())
                        .field(choice.x().halfWidth());
                csv.field(choice.y().value())
                        .field(choice.y().halfWidth())
                        .field(Boolean.toString(panel.onFront(choice)));
                if (bounds) {
                    csv.field(choice.isBound() ? 1L : 0L);
                }
                csv.endLine();
            }
        }
        return csv.toString();
    }
}

package io.wavetank.report.chart;

/** A mark on an axis: where, in the coordinates of the axis, and what is written there. */
record AxisTick(double at, String text) {}

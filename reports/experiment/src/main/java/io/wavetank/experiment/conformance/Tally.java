package io.wavetank.experiment.conformance;

/**
 * How often one part of the recorded decisions came out the same.
 *
 * @param name the part, such as a plug-in or a recorded column
 * @param total how often it was compared
 * @param agreed how often it was equal
 */
public record Tally(String name, long total, long agreed) {}

package io.wavetank.sim.traffic;

import java.util.List;

/**
 * Where the time of requests went: of those that were followed to a good answer.
 *
 * @param followed how many these were
 * @param all their means
 * @param slowest the means of the slowest hundredth of them
 */
public record PathFigures(long followed, PathMeans all, PathMeans slowest) {
    private static final PathMeans NOTHING = new PathMeans(List.of(), Double.NaN, Double.NaN, Double.NaN);

    /** Nothing was followed. */
    public static final PathFigures NONE = new PathFigures(0, NOTHING, NOTHING);
}

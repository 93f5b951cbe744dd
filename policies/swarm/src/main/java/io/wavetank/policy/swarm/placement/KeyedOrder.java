package io.wavetank.policy.swarm.placement;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Any order is as likely as any other, by keyed draws: production's tables in a run that can be replayed. */
public final class KeyedOrder implements VisitingOrder {
    private final Draws draws;
    private long asked;

    /** Takes the draws of the scheduler. */
    public KeyedOrder(Draws draws) {
        this.draws = draws;
    }

    @Override
    public <T> List<T> arrange(List<T> byName, Of kind) {
        if (byName.size() < 2) {
            return byName;
        }
        long subject = asked++;
        List<T> shuffled = new ArrayList<>(byName);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, draws.below(last + 1, subject, last));
        }
        return shuffled;
    }
}

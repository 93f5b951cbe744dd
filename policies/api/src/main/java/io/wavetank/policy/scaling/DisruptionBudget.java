package io.wavetank.policy.scaling;

import io.wavetank.policy.constraint.BudgetSpec;

/**
 * A disruption budget at one moment.
 *
 * @param spec what it says
 * @param allowed how many of its pods may be evicted now
 */
public record DisruptionBudget(BudgetSpec spec, int allowed) {}

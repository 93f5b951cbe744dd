package io.wavetank.policy.kubernetes.autoscale.karpenter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disruption budgets of a NodePool: how many of its nodes may be on their way out at a time. The strictest that is in force counts.
 *
 * <p>{@code allowed = ceil(nodes * percentage) - deleting - not ready}, or a number in place of the product. A schedule holds daily; production has any
 * cron expression.
 *
 * <p>Source: Karpenter v1, NodePools, {@code spec.disruption.budgets}.
 */
public record NodeBudgets(List<Budget> all) {
    private static final long MINUTE = 60_000_000_000L;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final Pattern FORM = Pattern.compile(
            "(?:(100|[0-9]{1,2})%|([0-9]{1,6}))(?:@([01]?[0-9]|2[0-3]):([0-5][0-9])\\+([1-9]|1[0-9]|2[0-4])h)?");

    /** Copies the list. */
    public NodeBudgets {
        all = List.copyOf(all);
    }

    /**
     * One budget.
     *
     * @param amount a number of nodes, or a percentage
     * @param percent which of them
     * @param fromMinute the minute of the day from which it is in force; -1 for always
     * @param minutes how long it is then
     */
    public record Budget(int amount, boolean percent, int fromMinute, int minutes) {
        private boolean inForce(long nowNanos) {
            long minute = nowNanos / MINUTE % MINUTES_A_DAY;
            return fromMinute < 0 || Math.floorMod(minute - fromMinute, (long) MINUTES_A_DAY) < minutes;
        }

        private int most(int nodes) {
            return percent ? (int) ((nodes * (long) amount + 99) / 100) : amount;
        }
    }

    /**
     * Reads budgets: {@code 10%}, or several such as {@code 20% 0@9:00+8h}, none from nine o'clock on for eight hours.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static NodeBudgets read(String text) {
        List<Budget> budgets = new ArrayList<>();
        for (String part : text.strip().split(" +", -1)) {
            Matcher matcher = FORM.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Policy karpenter, option budget: a number of nodes or a percentage,"
                        + " for a part of the day such as '0@9:00+8h', expected, got '" + part + "'");
            }
            String hour = matcher.group(3);
            int from = hour == null ? -1 : Integer.parseInt(hour) * 60 + Integer.parseInt(matcher.group(4));
            int minutes = hour == null ? 0 : Integer.parseInt(matcher.group(5)) * 60;
            boolean percent = matcher.group(1) != null;
            budgets.add(new Budget(Integer.parseInt(matcher.group(percent ? 1 : 2)), percent, from, minutes));
        }
        return new NodeBudgets(budgets);
    }

    /** How many more nodes may be disrupted, of so many that there are and so many that are on their way out. */
    int allowed(int nodes, int leaving, long nowNanos) {
        int least = Integer.MAX_VALUE;
        for (Budget budget : all) {
            if (budget.inForce(nowNanos)) {
                least = Math.min(least, budget.most(nodes));
            }
        }
        return Math.max(0, least - leaving);
    }
}

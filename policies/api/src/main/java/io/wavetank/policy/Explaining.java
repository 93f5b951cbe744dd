package io.wavetank.policy;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** A scheduler that can give account of what it found out about a task. */
public interface Explaining {
    /**
     * From now on gives account of each attempt at placing a task that is watched.
     *
     * @param watched which tasks
     * @param told takes the accounts, as the attempts are made
     */
    void explain(Predicate<TaskView> watched, Consumer<Account> told);
}

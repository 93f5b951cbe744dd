package io.wavetank.policy.borg;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets jobs in, or not, by what their band's quota leaves: a job whole, all of its tasks that came at one instant. What a job asks for counts from
 * its admission until its tasks end, whether or not they run. A job of best-effort batch that there is no quota for waits, and is let in as soon as there
 * is; one of a higher band is turned away for good. Of free there is always quota, as there is of a band of which nothing is said.
 *
 * <p>Source: A. Verma and others, EuroSys 2015, section 2.5 (quota decides about admission; all have it at the lowest priorities); M. Tirmazi and
 * others, EuroSys 2020, section 3 (the batch scheduler queues jobs until the cell can take them).
 */
final class Admission {
    private final BorgSettings settings;
    private final Consumer<TaskView> admit;
    private final List<Account> accounts = new ArrayList<>();
    /** What came at this instant and is not decided about. */
    private final List<TaskView> fresh = new ArrayList<>();
    /** By the place of each in the order of submission: who has let it in. */
    private final TreeMap<Long, Account> admitted = new TreeMap<>();

    private final long[] turnedAway = new long[Band.COUNT];

    /** What is left of a quota, and who waits for it. */
    private static final class Account {
        final Quota quota;
        long cpuMillis;
        long memoryBytes;
        final Deque<List<TaskView>> waiting = new ArrayDeque<>();

        Account(Quota quota) {
            this.quota = quota;
            this.cpuMillis = quota.cpuMillis();
            this.memoryBytes = quota.memoryBytes();
        }

        boolean covers(List<TaskView> job) {
            long cpu = 0;
            long memory = 0;
            for (TaskView task : job) {
                cpu += task.taskClass().totalRequest(Resources.CPU);
                memory += task.taskClass().totalRequest(Resources.MEMORY);
            }
            return cpu <= cpuMillis && memory <= memoryBytes;
        }

        void charge(TaskView task, int sign) {
            cpuMillis -= sign * task.taskClass().totalRequest(Resources.CPU);
            memoryBytes -= sign * task.taskClass().totalRequest(Resources.MEMORY);
        }
    }

    Admission(BorgSettings settings, Consumer<TaskView> admit) {
        this.settings = settings;
        this.admit = admit;
    }

    /** A task came, or came back. */
    void submit(TaskView task) {
        Band band = bandOf(task);
        boolean bounded = band != Band.FREE
                && settings.quotas().stream().anyMatch(quota -> quota.band() == band)
                && !admitted.containsKey(task.sequence());
        if (bounded) {
            fresh.add(task);
        } else {
            admit.accept(task);
        }
    }

    private Band bandOf(TaskView task) {
        return settings.bands().of(task.taskClass().priority());
    }

    /** A task runs already: it counts, whatever that leaves. */
    void found(TaskView task) {
        Account account = accountOf(task);
        if (account != null) {
            letIn(task, account);
        }
    }

    private void letIn(TaskView task, Account account) {
        account.charge(task, 1);
        admitted.put(task.sequence(), account);
    }

    /** Decides about what came since the last time. */
    void decide(int machines, Decisions out) {
        for (int from = 0; from < fresh.size(); ) {
            int to = from + 1;
            while (to < fresh.size() && sameJob(fresh.get(from), fresh.get(to))) {
                to++;
            }
            decide(new ArrayList<>(fresh.subList(from, to)), machines, out);
            from = to;
        }
        fresh.clear();
    }

    private static boolean sameJob(TaskView a, TaskView b) {
        return !a.job().isEmpty()
                && a.job().equals(b.job())
                && a.taskClass().priority() == b.taskClass().priority()
                && a.taskClass().tenant().equals(b.taskClass().tenant());
    }

    private void decide(List<TaskView> job, int machines, Decisions out) {
        Account account = accountOf(job.get(0));
        if (account != null && account.waiting.isEmpty() && account.covers(job)) {
            admit(job, account);
            return;
        }
        Band band = bandOf(job.get(0));
        if (account != null && band == Band.BATCH) {
            account.waiting.add(job);
        } else {
            turnedAway[band.number()] += job.size();
        }
        SortedMap<String, Integer> why = new TreeMap<>();
        why.put("quota", machines);
        job.forEach(task -> out.add(new Decision.Reject(task.index(), new Unfit(machines, why))));
    }

    private void admit(List<TaskView> job, Account account) {
        for (TaskView task : job) {
            letIn(task, account);
            admit.accept(task);
        }
    }

    /** The account of the tenant itself, else one like that of each; null if there is no quota for it. */
    private @Nullable Account accountOf(TaskView task) {
        Band band = bandOf(task);
        String tenant = task.taskClass().tenant();
        for (Account account : accounts) {
            if (account.quota.band() == band && account.quota.tenant().equals(tenant)) {
                return account;
            }
        }
        Quota match = null;
        for (Quota quota : settings.quotas()) {
            if (quota.band() == band
                    && (quota.tenant().equals(tenant) || (quota.tenant().isEmpty() && match == null))) {
                match = quota;
            }
        }
        if (match == null) {
            return null;
        }
        var account = new Account(new Quota(band, tenant, match.cpuMillis(), match.memoryBytes()));
        accounts.add(account);
        return account;
    }

    /** A task has ended, or is no longer wanted: what it asked for may be asked for by others. */
    void gone(TaskView task) {
        Account account = admitted.remove(task.sequence());
        if (account == null) {
            fresh.removeIf(each -> each.index() == task.index());
            accounts.forEach(each -> each.waiting.forEach(job -> job.removeIf(one -> one.index() == task.index())));
            return;
        }
        account.charge(task, -1);
        Iterator<List<TaskView>> waiting = account.waiting.iterator();
        while (waiting.hasNext()) {
            List<TaskView> job = waiting.next();
            if (!account.covers(job)) {
                return;
            }
            waiting.remove();
            admit(job, account);
        }
    }

    /** How many tasks of a band were turned away for good. */
    long turnedAway(Band band) {
        return turnedAway[band.number()];
    }
}

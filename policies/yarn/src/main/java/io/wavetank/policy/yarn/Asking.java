package io.wavetank.policy.yarn;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.yarn.Application.Wanted;
import io.wavetank.policy.yarn.rm.Ask;
import io.wavetank.policy.yarn.rm.Grant;
import io.wavetank.policy.yarn.rm.HostedScheduler;
import java.util.ArrayList;
import java.util.List;

/** What ApplicationMasters say to the scheduler at their heartbeats. */
final class Asking {
    private final ClusterView cluster;
    private final Sizes sizes;
    private final HostedScheduler scheduler;
    private final Tally tally;

    Asking(ClusterView cluster, Sizes sizes, HostedScheduler scheduler, Tally tally) {
        this.cluster = cluster;
        this.sizes = sizes;
        this.scheduler = scheduler;
        this.tally = tally;
    }

    /** An application gives containers back, and says where it wants none, or some again, and how many more it wants; says whether it had anything to say. */
    boolean exchange(Decisions out, Application app, List<Grant> releases, List<String> avoid) {
        introduce(app, avoid);
        List<String> accept = new ArrayList<>();
        app.avoided().removeIf(node -> {
            boolean usable = !avoid.contains(cluster.node(node).name()) && usable(app, node);
            if (usable) {
                accept.add(cluster.node(node).name());
            }
            return usable;
        });
        List<Ask> asks = new ArrayList<>();
        for (Wanted wanted : app.wanted()) {
            ask(out, app, wanted, asks);
        }
        if (asks.isEmpty() && releases.isEmpty() && avoid.isEmpty() && accept.isEmpty()) {
            return false;
        }
        tally.released += releases.size();
        scheduler.ask(app.number(), asks, releases, avoid, accept);
        return true;
    }

    private boolean usable(Application app, int node) {
        return app.wanted().stream()
                .anyMatch(each -> !each.tasks().isEmpty() && Feasibility.fits(each.taskClass(), cluster.node(node)));
    }

    /** Says at the first heartbeat where it can never run, for reasons that the scheduler knows nothing of. */
    private void introduce(Application app, List<String> avoid) {
        if (app.introduced() || app.wanted().isEmpty()) {
            return;
        }
        app.introduce();
        TaskClass asked = app.wanted().get(0).taskClass();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            boolean could = sizes.special(asked)
                    ? sizes.couldTake(asked, node)
                    : Feasibility.fitsConstraints(asked, cluster.node(node));
            if (scheduler.hasNode(node) && !could) {
                avoid.add(cluster.node(node).name());
            }
        }
    }

    private void ask(Decisions out, Application app, Wanted wanted, List<Ask> asks) {
        TaskClass asked = wanted.taskClass();
        int count = wanted.tasks().size();
        for (Grant grant : app.deferred()) {
            count -= app.wanted(grant).id() == wanted.id() ? 1 : 0;
        }
        count = Math.max(0, count);
        if (count > 0 && !scheduler.allowed(sizes.askedMib(asked), sizes.askedVcores(asked))) {
            if (!wanted.told()) {
                wanted.tell();
                TaskView first = wanted.tasks().getFirst();
                out.add(new Decision.Reject(first.index(), Unfit.explain(asked, cluster)));
            }
            count = 0;
        }
        if (count != wanted.asked()) {
            wanted.asked(count);
            asks.add(new Ask(
                    wanted.id(), sizes.priority(asked), sizes.askedMib(asked), sizes.askedVcores(asked), count));
        }
    }
}

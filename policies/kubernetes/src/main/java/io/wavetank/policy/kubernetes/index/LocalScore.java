package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.framework.FilterPlugin;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.PluginNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node is to pods of one kind as far as the node alone says: whether it passes the filters that look at one node, and if so the weighted
 * sum of NodeResourcesFit, NodeResourcesBalancedAllocation and ImageLocality. Read from {@link NodeRecords}, to the same bits as the plug-ins.
 */
final class LocalScore {
    /** Stands for a node that will not do. */
    static final int UNFIT = -1;

    private final NodeRecords records;
    private final Points points;
    private final PodClass sample;
    private final FixedView fixed;
    private final FilterPlugin[] filters;
    private final boolean checksFit;
    private final int[] checkedAt;
    private final long[] checkedAmount;
    private final FitScore fit;
    private final BalanceScore balance;
    private final int fitWeight;
    private final int balanceWeight;
    private final int imageWeight;
    private final @Nullable PairScore pair;
    private boolean images;

    LocalScore(
            ClusterCache cluster,
            NodeRecords records,
            Points points,
            SchedulerProfile profile,
            FixedView fixed,
            PodClass sample) {
        this.records = records;
        this.points = points;
        this.sample = sample;
        this.fixed = fixed;
        this.filters = points.byPods(sample);
        this.checksFit = points.filters(PluginNames.NODE_RESOURCES_FIT);
        List<Integer> checked = checksFit ? checked(cluster, profile, sample) : List.of();
        this.checkedAt = checked.stream().mapToInt(NodeRecords::offset).toArray();
        this.checkedAmount = checked.stream().mapToLong(sample::request).toArray();
        this.fit = new FitScore(cluster, profile, sample);
        this.balance = new BalanceScore(cluster, profile, sample);
        this.fitWeight = (int) points.weight(PluginNames.NODE_RESOURCES_FIT);
        this.balanceWeight = (int) points.weight(PluginNames.NODE_RESOURCES_BALANCED_ALLOCATION);
        this.imageWeight = (int) points.weight(PluginNames.IMAGE_LOCALITY);
        this.pair = PairScore.of(profile, sample, checked, fitWeight, balanceWeight);
    }

    /** The resources that NodeResourcesFit checks for a kind of pod. */
    private static List<Integer> checked(ClusterCache cluster, SchedulerProfile profile, PodClass pod) {
        List<Integer> checked = new ArrayList<>();
        boolean asks = pod.requests().namesScalar();
        for (int resource = 0; resource < ResourceNames.FIXED; resource++) {
            asks |= pod.request(resource) > 0;
        }
        for (int resource = 0; asks && resource < pod.resources(); resource++) {
            boolean always = resource < ResourceNames.FIXED && profile.version().checksWhatIsNotRequested();
            if ((always || pod.request(resource) > 0) && !ignored(cluster, profile.fit(), resource)) {
                checked.add(resource);
            }
        }
        return checked;
    }

    private static boolean ignored(ClusterCache cluster, FitArguments arguments, int resource) {
        String name = cluster.resources().name(resource);
        return resource >= ResourceNames.FIXED
                && ResourceNames.isExtended(name)
                && (arguments.ignoredResources().contains(name)
                        || arguments.ignoredResourceGroups().contains(name.substring(0, name.indexOf('/'))));
    }

    /** The resources of a list that the scheduler knows as such. */
    static List<ResourceWeight> known(ClusterCache cluster, List<ResourceWeight> resources) {
        return resources.stream()
                .filter(each -> cluster.resources().number(each.name()) != ResourceNames.NONE)
                .toList();
    }

    /** Says whether any node has one of the pods' images: if none has, they need not be looked at. */
    void countImages(boolean any) {
        images = any && imageWeight > 0;
    }

    /** Whether images are looked at. */
    boolean countsImages() {
        return images;
    }

    /** Returns the sum for the node at a place, or {@link #UNFIT}. */
    int of(int place) {
        long[] data = records.data();
        int base = place * records.stride();
        int node = records.node(place);
        if ((checksFit && data[base + NodeRecords.PODS_LEFT] < 1) || !fixed.allowed()[node]) {
            return UNFIT;
        }
        int sum = pair == null ? PairScore.UNKNOWN : pair.of(data, base);
        if (sum == PairScore.UNKNOWN) {
            sum = general(data, base);
        }
        return sum >= 0 && (images || filters.length > 0) ? withPods(sum, node) : sum;
    }

    private int general(long[] data, int base) {
        if (!fits(data, base)) {
            return UNFIT;
        }
        int sum = fitWeight == 0 ? 0 : fitWeight * fit.of(data, base);
        return balanceWeight == 0 ? sum : sum + balanceWeight * balance.of(data, base);
    }

    private int withPods(int sum, int node) {
        for (FilterPlugin filter : filters) {
            if (filter.filter(sample, node) != null) {
                return UNFIT;
            }
        }
        return images ? sum + imageWeight * (int) points.imageScore(sample, node) : sum;
    }

    private boolean fits(long[] data, int base) {
        for (int i = 0; i < checkedAt.length; i++) {
            int at = base + checkedAt[i];
            if (checkedAmount[i] > data[at] - data[at + NodeRecords.REQUESTED]) {
                return false;
            }
        }
        return true;
    }
}

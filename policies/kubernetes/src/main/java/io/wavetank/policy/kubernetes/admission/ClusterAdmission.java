package io.wavetank.policy.kubernetes.admission;

import io.wavetank.policy.Admission;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The limit ranges and quotas of all namespaces of a cluster, asked for tasks.
 *
 * <p>A task is a pod of one container, a member each; what it asks for of processors, memory and scratch space is named if it is more than nothing. It says
 * no limits, so it has those that a limit range gives it. Its priority class is the first by name of its priority, for tasks carry the number alone. All
 * members are admitted or none.
 */
public final class ClusterAdmission implements Admission {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String SCRATCH = "ephemeral-storage";

    private final SortedMap<String, NamespaceAdmission> namespaces;
    private final SortedMap<Integer, String> priorityClasses = new TreeMap<>();

    /**
     * Creates one.
     *
     * @param namespaces what each namespace says; those that are not there admit all
     * @param priorityClasses the priority of each class
     */
    public ClusterAdmission(
            SortedMap<String, NamespaceAdmission> namespaces, SortedMap<String, Integer> priorityClasses) {
        this.namespaces = new TreeMap<>(namespaces);
        for (Map.Entry<String, Integer> each : priorityClasses.entrySet()) {
            this.priorityClasses.putIfAbsent(each.getValue(), each.getKey());
        }
    }

    @Override
    public Answer ask(TaskClass asked) {
        String namespace = asked.pod().namespace();
        NamespaceAdmission rules = namespaces.get(namespace);
        if (rules == null) {
            return Answer.admitted(asked);
        }
        List<QuotaPod> admitted = new ArrayList<>();
        for (int member = 0; member < asked.members(); member++) {
            NamespaceAdmission.Answer answer = rules.admit(pod(asked));
            if (!answer.admitted()) {
                admitted.forEach(rules::ended);
                return new Answer(
                        asked, answer.by().replace("quota ", "quota " + namespace + "/"), text(answer, namespace));
            }
            admitted.add(answer.pod());
        }
        return Answer.admitted(completed(asked, admitted.get(0)));
    }

    private static String text(NamespaceAdmission.Answer answer, String namespace) {
        return "namespace " + namespace + ": " + String.join("; ", answer.reasons());
    }

    @Override
    public void found(TaskClass there) {
        NamespaceAdmission rules = namespaces.get(there.pod().namespace());
        for (int member = 0; rules != null && member < there.members(); member++) {
            rules.found(rules.completed(pod(there)));
        }
    }

    @Override
    public void ended(TaskClass admitted) {
        NamespaceAdmission rules = namespaces.get(admitted.pod().namespace());
        for (int member = 0; rules != null && member < admitted.members(); member++) {
            rules.ended(rules.completed(pod(admitted)));
        }
    }

    private QuotaPod pod(TaskClass task) {
        SortedMap<String, Long> requests = new TreeMap<>();
        name(requests, CPU, task.request(Resources.CPU));
        name(requests, MEMORY, task.request(Resources.MEMORY));
        name(requests, SCRATCH, task.request(Resources.EPHEMERAL_STORAGE));
        return new QuotaPod(
                priorityClasses.getOrDefault(task.priority(), ""),
                false,
                List.of(new Amounts(requests, new TreeMap<>())));
    }

    private static void name(SortedMap<String, Long> requests, String resource, long amount) {
        if (amount > 0) {
            requests.put(resource, amount);
        }
    }

    /** What a task asks for once a limit range has given it what it lacked. */
    private static TaskClass completed(TaskClass asked, QuotaPod pod) {
        SortedMap<String, Long> requests = pod.containers().get(0).requests();
        long cpu = requests.getOrDefault(CPU, 0L);
        long memory = requests.getOrDefault(MEMORY, 0L);
        return cpu == asked.request(Resources.CPU) && memory == asked.request(Resources.MEMORY)
                ? asked
                : asked.resized(cpu, memory);
    }
}

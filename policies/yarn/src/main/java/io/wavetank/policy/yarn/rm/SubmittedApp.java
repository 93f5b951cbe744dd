package io.wavetank.policy.yarn.rm;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.server.resourcemanager.RMContext;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMApp;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.RMAppState;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttempt;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttemptMetrics;
import org.apache.hadoop.yarn.server.resourcemanager.rmapp.attempt.RMAppAttemptState;
import org.jspecify.annotations.Nullable;

/**
 * An application as the ResourceManager shows it to the scheduler. Of the two interfaces, some seventy methods, the scheduler asks a dozen; each
 * of these is answered, and any other fails with its name.
 */
final class SubmittedApp {
    /** When the ResourceManager started, which is part of every name. */
    private static final long STARTED = 1;

    private final ApplicationId id;
    private final ApplicationAttemptId attemptId;
    private final String user;
    private final ApplicationSubmissionContext context;
    private final List<ResourceRequest> masterRequests;
    private final RMAppAttemptMetrics metrics;
    private final RMAppAttempt attempt;
    private final RMApp app;
    private @Nullable Container master;

    /**
     * Shows an application.
     *
     * @param masterAsked what its ApplicationMaster asks for; null if that runs outside the cluster
     */
    SubmittedApp(RMContext rm, int number, String name, String queue, String user, @Nullable Resource masterAsked) {
        this.id = ApplicationId.newInstance(STARTED, number);
        this.attemptId = ApplicationAttemptId.newInstance(id, 1);
        this.user = user;
        Priority priority = Priority.newInstance(0);
        this.context = ApplicationSubmissionContext.newInstance(
                id, name, queue, priority, null, masterAsked == null, false, 1, masterAsked);
        this.masterRequests = masterAsked == null
                ? List.of()
                : List.of(ResourceRequest.newInstance(priority, ResourceRequest.ANY, masterAsked, 1));
        this.metrics = new RMAppAttemptMetrics(attemptId, rm);
        this.attempt = proxy(RMAppAttempt.class, this::answerOfAttempt);
        this.app = proxy(RMApp.class, this::answerOfApp);
    }

    ApplicationId id() {
        return id;
    }

    ApplicationAttemptId attemptId() {
        return attemptId;
    }

    RMApp app() {
        return app;
    }

    List<ResourceRequest> masterRequests() {
        return masterRequests;
    }

    @Nullable
    Container master() {
        return master;
    }

    void master(@Nullable Container container) {
        master = container;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("UnusedVariable") // an InvocationHandler takes them
    private @Nullable Object answerOfApp(Object self, Method method, Object @Nullable [] arguments) {
        String name = method.getName();
        if (name.equals("getCurrentAppAttempt") || name.equals("getRMAppAttempt")) {
            return attempt;
        } else if (name.equals("getApplicationId")) {
            return id;
        } else if (name.equals("getApplicationSubmissionContext")) {
            return context;
        } else if (name.equals("getUser") || name.equals("getRealUser")) {
            return user;
        } else if (name.equals("getQueue")) {
            return context.getQueue();
        } else if (name.equals("getName")) {
            return context.getApplicationName();
        } else if (name.equals("getAMResourceRequests")) {
            return masterRequests;
        } else if (name.equals("getApplicationPriority")) {
            return context.getPriority();
        } else if (name.equals("getState")) {
            return RMAppState.RUNNING;
        } else if (name.equals("getApplicationSchedulingEnvs")) {
            return Map.of();
        } else if (name.equals("getAppAttempts")) {
            return Map.of(attemptId, attempt);
        } else if (name.equals("handle")
                || name.equals("setQueue")
                || name.equals("getAmNodeLabelExpression")
                || name.equals("getAppNodeLabelExpression")
                || name.equals("getApplicationPlacementContext")) {
            return null;
        }
        throw new UnsupportedOperationException("RMApp." + name);
    }

    @SuppressWarnings("UnusedVariable") // an InvocationHandler takes them
    private @Nullable Object answerOfAttempt(Object self, Method method, Object @Nullable [] arguments) {
        String name = method.getName();
        if (name.equals("getMasterContainer")) {
            return master;
        } else if (name.equals("getAppAttemptId")) {
            return attemptId;
        } else if (name.equals("getSubmissionContext")) {
            return context;
        } else if (name.equals("getAppAttemptState") || name.equals("getState")) {
            return RMAppAttemptState.RUNNING;
        } else if (name.equals("getBlacklistedNodes")) {
            return Set.of();
        } else if (name.equals("getRMAppAttemptMetrics")) {
            return metrics;
        } else if (name.equals("handle") || name.equals("updateAMLaunchDiagnostics")) {
            return null;
        }
        throw new UnsupportedOperationException("RMAppAttempt." + name);
    }
}

package io.wavetank.policy.yarn.rm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.yarn.event.Dispatcher;
import org.apache.hadoop.yarn.event.Event;
import org.apache.hadoop.yarn.event.EventHandler;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.event.SchedulerEvent;
import org.jspecify.annotations.Nullable;

/** The ResourceManager's dispatcher without its thread: what is for the scheduler waits, everything else is handed on at once. */
@SuppressWarnings("rawtypes") // as the interface has it
final class RmEvents implements Dispatcher {
    private final EventHandler<Event> others;
    private final Deque<SchedulerEvent> forScheduler = new ArrayDeque<>();

    RmEvents(EventHandler<Event> others) {
        this.others = others;
    }

    @Override
    public EventHandler<Event> getEventHandler() {
        return this::take;
    }

    private void take(Event event) {
        if (event instanceof SchedulerEvent scheduled) {
            forScheduler.add(scheduled);
        } else {
            others.handle(event);
        }
    }

    /** The next event for the scheduler, or null. */
    @Nullable
    SchedulerEvent next() {
        return forScheduler.poll();
    }

    @Override
    public void register(Class<? extends Enum> eventType, EventHandler handler) {
        throw new UnsupportedOperationException("register " + eventType);
    }
}

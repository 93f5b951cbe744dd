package io.wavetank.policy.mesos.sorter;

import io.wavetank.policy.mesos.resource.Quantities;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.List;
import java.util.SortedMap;

/** Keeps what its clients hold and says in which order they are to be served. Names with {@code /} form a tree of clients. */
public interface Sorter {
    /** Adds a client, inactive and holding nothing. */
    void add(String client);

    /** Removes a client with all that it holds. */
    void remove(String client);

    /** Lets a client take part in the order. */
    void activate(String client);

    /** Keeps a client out of the order; what it holds stays counted. */
    void deactivate(String client);

    /** Whether there is a client of that name. */
    boolean contains(String client);

    /** How many clients there are. */
    int count();

    /** Sets the weight of a path, now and for clients to come; it is 1 unless set. */
    void updateWeight(String path, double weight);

    /** Adds what an agent offers to the total. */
    void addAgent(String agent, ResourceBag total);

    /** Takes what an agent offers out of the total. */
    void removeAgent(String agent, ResourceBag total);

    /** A client was given something on an agent. */
    void allocated(String client, String agent, ResourceBag resources);

    /** A client gave something back on an agent. */
    void unallocated(String client, String agent, ResourceBag resources);

    /** What a client holds on an agent became something else, without having been given anew. */
    void update(String client, String agent, ResourceBag before, ResourceBag after);

    /** What a client holds, by agent. */
    SortedMap<String, ResourceBag> allocation(String client);

    /** What a client holds on an agent. */
    default ResourceBag allocation(String client, String agent) {
        return allocation(client).getOrDefault(agent, ResourceBag.EMPTY);
    }

    /** The numbers that a client holds over all agents. */
    Quantities allocatedScalars(String client);

    /** The numbers that all clients hold over all agents. */
    Quantities allocatedScalars();

    /** The numbers that all agents offer. */
    Quantities totalScalars();

    /** Returns the active clients in the order in which they are to be served. */
    List<String> sort();

    /** The largest share that a client holds of anything, not divided by its weight; 0 if it holds nothing. */
    double dominantShare(String client);
}

package io.docket.eventstore.bench.load;

/** One operation, called by many threads at once; returns when it is done, throws if it failed. */
@FunctionalInterface
public interface Work {
    void run() throws Exception;
}

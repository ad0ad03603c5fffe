package io.docket.eventstore.bench;

/** One table of the report. */
@FunctionalInterface
interface Benchmark {
    void run(Session session) throws Exception;
}

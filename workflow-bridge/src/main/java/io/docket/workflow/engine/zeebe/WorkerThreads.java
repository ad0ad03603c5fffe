package io.docket.workflow.engine.zeebe;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The threads of the job workers: a virtual one for each job, one for what the client does at intervals. How many jobs
 * there are at once is bounded by the client, worker by worker.
 */
final class WorkerThreads extends ScheduledThreadPoolExecutor {
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();

    WorkerThreads() {
        super(1, Thread.ofPlatform().daemon().name("jobs-", 0).factory());
    }

    @Override
    public void execute(Runnable job) {
        jobs.execute(job);
    }

    @Override
    public void shutdown() {
        jobs.shutdown();
        super.shutdown();
    }

    @Override
    public java.util.List<Runnable> shutdownNow() {
        jobs.shutdownNow();
        return super.shutdownNow();
    }
}

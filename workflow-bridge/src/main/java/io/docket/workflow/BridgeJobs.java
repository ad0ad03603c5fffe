package io.docket.workflow;

import io.docket.kit.feel.Feel;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.TenantCalls;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.Checking;
import io.docket.workflow.job.Expressions;
import io.docket.workflow.job.JobEngine;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.JobWorkers;
import io.docket.workflow.job.await.AwaitWorker;
import io.docket.workflow.job.await.HttpPlatform;
import io.docket.workflow.job.command.CommandWorker;
import io.docket.workflow.job.data.BringWorker;
import io.docket.workflow.job.data.DataWorker;
import io.docket.workflow.job.data.JobInstances;
import io.docket.workflow.job.http.AllowList;
import io.docket.workflow.job.http.HttpWorker;
import io.docket.workflow.job.http.PublicAddresses;
import io.docket.workflow.job.http.Secrets;
import io.docket.workflow.job.script.FeelExpressions;
import io.docket.workflow.job.script.ScriptWorker;
import io.docket.workflow.job.template.HttpTemplates;
import io.docket.workflow.job.template.TemplateWorker;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.schedule.ScheduleWorker;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.settings.InterimSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Puts the workers of service tasks together. */
@Singleton
public class BridgeJobs {
    @Produces
    @Singleton
    Feel feel(BridgeSettings settings) {
        return new Feel(settings.expressions().timeout());
    }

    @Produces
    @Singleton
    Expressions expressions(Feel feel) {
        return new FeelExpressions(feel);
    }

    @Produces
    @Singleton
    HttpWorker httpWorker(Vertx vertx, BridgeSettings settings) {
        BridgeSettings.Http http = settings.http();
        if (http.timeout().compareTo(settings.jobs().patience()) >= 0) {
            throw new IllegalStateException("docket.bridge.http.timeout (" + http.timeout()
                    + ") has to be shorter than docket.bridge.jobs.patience ("
                    + settings.jobs().patience() + ")");
        }
        return HttpWorker.of(
                vertx,
                new AllowList(http.allow()),
                new PublicAddresses(http.privateNetworks().orElse(List.of())),
                new Secrets(http.secrets()),
                http.timeout(),
                http.maxBodyBytes());
    }

    void close(@Disposes HttpWorker worker) {
        worker.close();
    }

    @Produces
    @Singleton
    JobWorkers workers(
            CommandAnswers commands,
            HttpWorker httpWorker,
            HttpClient http,
            ServiceTokens tokens,
            TenantCalls calls,
            ScheduleWorker schedules,
            InstanceMemory instances,
            Checking checking,
            Bringing bringing,
            InterimSettings interim,
            BridgeSettings settings) {
        BridgeSettings.Jobs jobs = settings.jobs();
        JobInstances known = new JobInstances(instances);
        List<JobWorker> workers = new ArrayList<>(CommandWorker.all(commands));
        workers.add(httpWorker);
        workers.add(new ScriptWorker());
        workers.add(new BringWorker(known, bringing, interim.maxBytes()));
        workers.add(new AwaitWorker(new HttpPlatform(http, jobs.projections(), jobs.notifications(), tokens)));
        workers.add(new TemplateWorker(new HttpTemplates(calls, jobs.projections())));
        workers.add(schedules);
        return new JobWorkers(DataWorker.among(workers, known, checking));
    }

    @Produces
    @Singleton
    JobRunner runner(
            Expressions expressions,
            JobEngine engine,
            Backoff backoff,
            MeterRegistry metrics,
            Persistence persistence) {
        return new JobRunner(expressions, engine, backoff, metrics, persistence.outages());
    }
}

package io.docket.projection.generations;

import io.docket.projection.apply.Keeper;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Recordings;
import io.docket.projection.apply.Source;
import io.docket.projection.apply.Targets;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.mongo.MongoStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.util.List;

/** Everything about generations that an instance of the service has, on a real store. */
public final class GenerationsRuntime implements AutoCloseable {
    private final Generations generations;
    private final Administration administration;
    private final Watch watch;

    /** Of one instance. */
    public GenerationsRuntime(
            MongoStore store,
            CurrentRegistry current,
            Partitions partitions,
            Source source,
            LogReaders log,
            GenerationsConfig config) {
        Clock clock = Clock.systemUTC();
        Registrar registrar = new Registrar(store.registry(), current, clock);
        Recordings.Config applyConfig = new Recordings.Config();
        generations = new Generations(MongoStore.PROJECTORS, registrar, current, store.accounts(), store.source());
        Builders builders = new Builders(
                generations,
                registrar,
                store.views(),
                store.accounts(),
                partitions,
                log,
                store.letters(),
                config,
                Limits.FAR,
                applyConfig,
                clock);
        administration = new Administration(source, registrar, generations, store.accounts(), log, clock);
        Supervisor supervisor = new Supervisor(
                source,
                registrar,
                generations,
                store.accounts(),
                store.generations(),
                builders,
                partitions,
                log,
                config,
                clock);
        watch = new Watch(
                registrar,
                supervisor,
                builders,
                new Report(source, administration, generations),
                new SimpleMeterRegistry(),
                config);
    }

    public Targets targets() {
        return generations;
    }

    public Keeper keeper() {
        return generations;
    }

    /** Begins to look after the generations. */
    public void start() {
        watch.start(new StartupEvent());
    }

    /** What an operator asks for. */
    public void rebuild(String name) {
        administration.rebuild(name, "demo");
    }

    /** What an operator asks for. */
    public void rollBack(String name) {
        administration.rollBack(name, "demo");
    }

    /** How the views are doing. */
    public List<ProjectionStatus> statuses() {
        return administration.statuses();
    }

    @Override
    public void close() {
        watch.stop(new ShutdownEvent());
    }
}

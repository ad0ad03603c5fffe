package io.docket.workflow;

import io.docket.workflow.backup.Backup;
import io.docket.workflow.backup.Restore;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.TenantCalls;
import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.encryption.DataKeyStore;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.EncryptionMetrics;
import io.docket.workflow.encryption.LocalMasterKeys;
import io.docket.workflow.encryption.MasterKeys;
import io.docket.workflow.encryption.NoMasterKeys;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.events.InterimEffects;
import io.docket.workflow.feed.KafkaLogs;
import io.docket.workflow.interim.Bringing;
import io.docket.workflow.interim.Checking;
import io.docket.workflow.interim.Deliveries;
import io.docket.workflow.interim.InterimEvents;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.interim.TaskLookup;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.rebuild.InterimRebuild;
import io.docket.workflow.removal.FileSweep;
import io.docket.workflow.removal.HttpTaskEnds;
import io.docket.workflow.removal.HttpTaskFiles;
import io.docket.workflow.removal.RemovalMetrics;
import io.docket.workflow.removal.RemovalQueue;
import io.docket.workflow.removal.Removals;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.removal.SweepMetrics;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.settings.InterimSettings;
import io.docket.workflow.signature.Revocation;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.signature.TrustAnchors;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the parts of interim data together. */
@Singleton
public class InterimParts {
    private static final Logger LOG = Logger.getLogger(InterimParts.class);
    private static final Duration LONGEST_BETWEEN_REMOVALS = Duration.ofSeconds(2);

    @Produces
    @Singleton
    MasterKeys masterKeys(InterimSettings settings) {
        if (settings.masterKeysFile().isPresent()) {
            return LocalMasterKeys.inFile(settings.masterKeysFile().get());
        }
        if (settings.masterKeys().isPresent()) {
            return LocalMasterKeys.of(settings.masterKeys().get());
        }
        LOG.warnf("no master key (DOCKET_INTERIM_MASTERS): interim data is answered 503 until there is one");
        return new NoMasterKeys();
    }

    @Produces
    @Singleton
    DataKeys dataKeys(DataKeyStore store, MasterKeys masters, InstantSource clock) {
        return new DataKeys(store, masters, clock);
    }

    @Produces
    @Singleton
    Vault vault(DataKeys keys, MeterRegistry registry) {
        return new Vault(keys, new EncryptionMetrics(registry));
    }

    @Produces
    @Singleton
    SystemKeys systemKeys(InterimSettings settings) {
        InterimSettings.Signatures signatures = settings.signatures();
        if (signatures.key().isEmpty() || signatures.publicKey().isEmpty()) {
            return SystemKeys.none();
        }
        return SystemKeys.in(
                signatures.key().get(),
                signatures.publicKey().get(),
                signatures.formerPublicKeys().orElse(List.of()));
    }

    @Produces
    @Singleton
    Signatures signatures(InterimSettings settings, SystemKeys systemKeys, InstantSource clock) {
        InterimSettings.Signatures signatures = settings.signatures();
        return new Signatures(
                new TrustAnchors(
                        signatures.trustAnchors().map(TrustAnchors::read).orElse(List.of()),
                        revocation(signatures),
                        clock),
                systemKeys);
    }

    private static Revocation revocation(InterimSettings.Signatures settings) {
        if (settings.checkRevocation()) {
            return settings.revocationLists().map(Revocation::inLists).orElseGet(Revocation::atAddresses);
        }
        if (settings.revocationLists().isPresent()) {
            throw new IllegalArgumentException(
                    "docket.interim.signatures.revocation-lists has no effect without check-revocation=true");
        }
        return Revocation.unchecked();
    }

    @Produces
    @Singleton
    Bringing bringing(
            InterimStore store,
            TaskForms forms,
            Vault vault,
            Signatures signatures,
            SystemKeys systemKeys,
            Pause pause,
            InterimSettings settings) {
        return new Bringing(store, new TaskLookup(forms, pause), vault, signatures, systemKeys, settings.unboundLife());
    }

    @Produces
    @Singleton
    Checking checking(InterimStore store, TaskForms forms, Vault vault, Signatures signatures) {
        return new Checking(store, forms, vault, signatures);
    }

    @Produces
    @Singleton
    InterimEvents events(
            InterimStore store, TaskForms forms, RemovalQueue removals, InterimSettings settings, InstantSource clock) {
        return new InterimEvents(store, forms, removals, settings.unboundLife(), clock);
    }

    @Produces
    @Singleton
    InterimEffects effects(
            InterimEvents events, KafkaLogs logs, Progress progress, Persistence persistence, BridgeSettings settings) {
        Lanes lanes = new Lanes(persistence, settings.engine().concurrency());
        return new InterimEffects(events, logs, progress.interim(), lanes, persistence);
    }

    @Produces
    @Singleton
    InterimRebuild rebuild(
            KafkaLogs logs, InterimEffects effects, Progress progress, Persistence persistence, InstantSource clock) {
        return new InterimRebuild(logs, effects, progress.interim(), persistence, clock);
    }

    @Produces
    @Singleton
    PayloadDelivery delivery(Deliveries deliveries, InterimEvents events, InstantSource clock) {
        return new PayloadDelivery(deliveries, events, clock);
    }

    @Produces
    @Singleton
    KeyRotation rotation(DataKeys keys, Vault vault, InterimStore store, MeterRegistry registry) {
        return new KeyRotation(keys, vault, store, registry);
    }

    @Produces
    @Singleton
    TenantCalls calls(HttpClient http, ServiceTokens tokens, InterimSettings settings) {
        return new TenantCalls(http, tokens, settings.files().timeout());
    }

    @Produces
    @Singleton
    HttpTaskFiles files(TenantCalls calls, InterimSettings settings) {
        return new HttpTaskFiles(calls, settings.files().url());
    }

    @Produces
    @Singleton
    FileSweep fileSweep(
            HttpTaskFiles files,
            TaskForms forms,
            RemovalQueue queue,
            TenantCalls calls,
            DefinitionMemory definitions,
            BridgeSettings settings) {
        HttpTaskEnds ends = new HttpTaskEnds(calls, settings.jobs().projections());
        return new FileSweep(files, files, forms, queue, ends, definitions);
    }

    @Produces
    @Singleton
    Removals removals(
            RemovalQueue queue,
            InterimStore store,
            TaskForms forms,
            HttpTaskFiles files,
            InterimSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        return new Removals(
                queue,
                store,
                forms,
                files,
                new Backoff(settings.removeEvery(), LONGEST_BETWEEN_REMOVALS),
                clock,
                new RemovalMetrics(registry));
    }

    @Produces
    @Singleton
    Sweep sweep(
            InterimStore store,
            RemovalQueue queue,
            Progress progress,
            FileSweep files,
            InterimSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        return new Sweep(store, queue, progress, files, settings.unboundLife(), clock, new SweepMetrics(registry));
    }

    @Produces
    @Singleton
    Backup backup(InterimStore store, DataKeyStore keys) {
        return new Backup(store, keys);
    }

    @Produces
    @Singleton
    Restore restore(InterimStore store, DataKeys keys, Vault vault, InterimSettings settings) {
        return new Restore(store, keys, vault, settings.unboundLife());
    }
}

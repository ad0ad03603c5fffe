package io.docket.eventstore.internal.writer;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.log.LogReader;
import io.docket.eventstore.internal.log.RecordLimit;
import io.docket.eventstore.internal.machine.Machine;
import io.docket.eventstore.internal.owners.Announcer;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the writers of all partitions share.
 *
 * @param config settings of the store
 * @param transactions the transactions that the writers share
 * @param writerId transactional id of this instance
 * @param formerOwners what became of the transactions of former owners
 * @param identity which log this is
 * @param recordLimit how large a record may be
 * @param log reads the log
 * @param indexes where the indexes are
 * @param signer signs checkpoints; {@code null}: there are none
 * @param listener hears which partitions are served
 * @param announcer publishes who owns a partition
 * @param machine time and threads
 * @param clock what time it is
 * @param answers gives the answers of a transaction, on another thread than the writer's
 */
public record WriterContext(
        EventStoreConfig config,
        SharedTransactions transactions,
        String writerId,
        FormerOwners formerOwners,
        LogIdentity identity,
        RecordLimit recordLimit,
        LogReader log,
        IndexFolder indexes,
        @Nullable CheckpointSigner signer,
        PartitionListener listener,
        Announcer announcer,
        Machine machine,
        InstantSource clock,
        Executor answers) {}

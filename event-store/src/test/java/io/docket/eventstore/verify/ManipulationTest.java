package io.docket.eventstore.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PublicKeys;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.verify.Fault.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spoils a log at random places; the seed that fails is in the message. */
class ManipulationTest {
    private static final int SEEDS = 150;
    private static final int MAX_EVENTS = 40;

    @TempDir
    private Path folder;

    private CheckpointSigner signer;
    private LogVerifier verifier;

    /** A manipulation, what it must be called, and where it must be found. */
    private enum Manipulation {
        REMOVE_ONE {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int at = random.nextInt(events.size() - 1);
                events.remove(at);
                return new Expected(Kind.EVENT_REMOVED, MemoryLog.id(events.get(at)));
            }
        },
        REMOVE_SOME {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int from = random.nextInt(events.size() - 2);
                int count = 1 + random.nextInt(events.size() - from - 1);
                events.subList(from, from + count).clear();
                return new Expected(Kind.EVENT_REMOVED, MemoryLog.id(events.get(from)));
            }
        },
        SWAP {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int at = random.nextInt(events.size() - 1);
                events.add(at, events.remove(at + 1));
                return new Expected(Kind.ORDER_CHANGED, MemoryLog.id(events.get(at)));
            }
        },
        MOVE_FORWARD {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int from = random.nextInt(events.size() - 1);
                int to = from + 1 + random.nextInt(events.size() - from - 1);
                events.add(to, events.remove(from));
                return new Expected(Kind.ORDER_CHANGED, MemoryLog.id(events.get(from)));
            }
        },
        TRUNCATE {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int kept = 1 + random.nextInt(events.size() - 1);
                events.subList(kept, events.size()).clear();
                return new Expected(Kind.LOG_TRUNCATED, MemoryLog.id(events.getLast()));
            }
        },
        DUPLICATE {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int from = random.nextInt(events.size());
                LoggedRecord copy = events.get(from);
                events.add(from + 1 + random.nextInt(events.size() - from), copy);
                return new Expected(Kind.EVENT_INSERTED, MemoryLog.id(copy));
            }
        },
        COPY_TO_THE_FRONT {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int from = 1 + random.nextInt(events.size() - 1);
                LoggedRecord copy = events.get(from);
                events.add(random.nextInt(from), copy);
                return new Expected(Kind.EVENT_INSERTED, MemoryLog.id(copy));
            }
        },
        INSERT_STRANGER {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                LoggedRecord stranger = new MemoryLog()
                        .write(1 + random.nextInt(MAX_EVENTS))
                        .events
                        .getLast();
                events.add(random.nextInt(events.size()), stranger);
                return new Expected(Kind.EVENT_INSERTED, MemoryLog.id(stranger));
            }
        },
        REPLACE_BY_STRANGER_WITH_ITS_LINK {
            @Override
            Expected apply(List<LoggedRecord> events, Random random) {
                int at = random.nextInt(events.size() - 2);
                LoggedRecord old = events.get(at);
                events.set(at, new LoggedRecord(0, at, old.key(), new byte[] {1}, old.headers()));
                return new Expected(Kind.CONTENT_CHANGED, MemoryLog.id(old));
            }
        };

        abstract Expected apply(List<LoggedRecord> events, Random random);
    }

    private record Expected(Kind kind, String eventId) {}

    @BeforeEach
    void keys() {
        KeyFiles files = SigningKeys.in(folder, "checkpoint");
        signer = CheckpointSigner.of(files);
        verifier = new LogVerifier(
                new LogName(MemoryLog.CLUSTER, MemoryLog.TOPIC), PublicKeys.in(List.of(files.publicKey())));
    }

    @ParameterizedTest
    @EnumSource
    void it_is_found_named_and_located(Manipulation manipulation) {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Random random = new Random(seed);
            MemoryLog log = new MemoryLog().write(3 + random.nextInt(MAX_EVENTS));
            log.seal(signer);
            Expected expected = manipulation.apply(log.events, random);

            Fault fault = verifier.verify(log.renumbered(), 0).fault();

            assertThat(fault).as("seed %d", seed).isNotNull();
            assertThat(new Expected(fault.kind(), fault.eventId()))
                    .as("seed %d: %s", seed, fault)
                    .isEqualTo(expected);
        });
    }
}

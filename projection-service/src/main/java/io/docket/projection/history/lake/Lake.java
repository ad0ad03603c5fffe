package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.projection.apply.Partitions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lake of this instance, if it has one: writes the closed segments of the partitions that the instance reads, in a thread
 * of its own, and reads. What fails is tried again; the service works without the lake.
 */
@ApplicationScoped
public class Lake implements LakeReader {
    private static final Logger LOG = Logger.getLogger(Lake.class);
    private static final Duration END_WAIT = Duration.ofSeconds(5);

    private final LakeConfig config;
    private final LakeLog log;
    private final Partitions partitions;
    private final LakeProgress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable LakeObjects objects;
    private @Nullable Path folder;
    private @Nullable Thread thread;
    private volatile @Nullable LakeReader reader;

    public Lake(LakeConfig config, LakeLog log, Partitions partitions, LakeProgress progress) {
        this.config = config;
        this.log = log;
        this.partitions = partitions;
        this.progress = progress;
    }

    void start(@Observes StartupEvent started) throws IOException {
        if (config.enabled()) {
            objects = new S3LakeObjects(config.s3(), config.bucket());
            folder = emptied(config.folder());
            thread = Thread.ofPlatform().name("lake").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException, IOException {
        stopping.countDown();
        if (thread != null && objects != null && folder != null) {
            thread.interrupt();
            thread.join(END_WAIT);
            objects.close();
            emptied(folder);
        }
    }

    private void run() {
        LakeWriter writer = null;
        do {
            try {
                writer = writer == null ? open() : writer;
                look(writer);
            } catch (IOException | RuntimeException failure) {
                if (stopping.getCount() > 0) {
                    LOG.warnf("lake not written, is tried again error=%s", failure.getMessage());
                    progress.failed(failure);
                }
            }
        } while (!isStopped());
        if (writer != null) {
            writer.close();
        }
    }

    private LakeWriter open() {
        if (objects == null || folder == null) {
            throw new IllegalStateException("not started");
        }
        objects.ensureBucket();
        SegmentBounds.Limits limits = new SegmentBounds.Limits(
                config.segmentEvents(),
                config.segmentSize().asLongValue(),
                config.segmentAge().toMillis());
        LakeWriter writer = new LakeWriter(log, objects, limits, folder);
        reader = new StoredLake(objects, log.name().topicId(), folder);
        return writer;
    }

    /** Writes what is closed. A partition that cannot be written does not hold up the others. */
    private void look(LakeWriter writer) throws IOException {
        RuntimeException first = null;
        Set<Integer> assigned = partitions.assigned();
        writer.keep(assigned);
        progress.keep(assigned);
        for (int partition : assigned) {
            try {
                write(writer, partition);
            } catch (BrokenLogException broken) {
                first = first == null ? broken : first;
            }
        }
        if (first != null) {
            throw first;
        }
        progress.looked();
    }

    private void write(LakeWriter writer, int partition) throws IOException {
        while (stopping.getCount() > 0 && partitions.assigned().contains(partition)) {
            long started = System.nanoTime();
            Segment segment = writer.next(partition).orElse(null);
            if (segment == null) {
                progress.lag(partition, writer.lag(partition));
                return;
            }
            progress.written(segment);
            LOG.infof(
                    "segment written partition=%d first=%d last=%d events=%d bytes=%d millis=%d",
                    partition,
                    segment.firstOffset(),
                    segment.lastOffset(),
                    segment.events(),
                    segment.bytes(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        }
    }

    private boolean isStopped() {
        try {
            return stopping.await(config.checkEvery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** What a process that was killed has left. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        return folder;
    }

    /**
     * What is in the lake is not known before it is open: whoever took it for empty would take the beginning of Kafka for that of
     * the log.
     */
    private LakeReader reader() {
        LakeReader open = reader;
        if (open == null && config.enabled()) {
            throw new IllegalStateException("the data lake is not open yet");
        }
        return open == null ? LakeReader.NONE : open;
    }

    @Override
    public OptionalLong beginning(int partition) {
        return reader().beginning(partition);
    }

    @Override
    public OptionalLong end(int partition) {
        return reader().end(partition);
    }

    @Override
    public Optional<ChainHead> head(int partition) {
        return reader().head(partition);
    }

    @Override
    public Events events(int partition, long from) {
        return reader().events(partition, from);
    }
}

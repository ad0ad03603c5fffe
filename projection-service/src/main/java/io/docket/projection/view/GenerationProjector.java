package io.docket.projection.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A projector that folds into one generation of its view, in the partitions where that generation is kept current. To
 * whoever folds and stores, a generation is a view like any other, named like its collection.
 */
public final class GenerationProjector implements Projector {
    private final Projector projector;
    private final String collection;
    private final Set<Integer> partitions;

    /**
     * Binds a projector to a collection.
     *
     * @param partitions where it takes part; events of others change no document
     */
    public GenerationProjector(Projector projector, String collection, Set<Integer> partitions) {
        this.projector = projector;
        this.collection = collection;
        this.partitions = Set.copyOf(partitions);
    }

    @Override
    public String view() {
        return collection;
    }

    @Override
    public int version() {
        return projector.version();
    }

    @Override
    public @Nullable String documentId(LogEvent event) {
        return partitions.contains(event.position().partition()) ? projector.documentId(event) : null;
    }

    @Override
    public boolean begins(LogEvent event) {
        return projector.begins(event);
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        return projector.fold(before, event);
    }

    @Override
    public @Nullable Document skip(Document before, LogEvent event) {
        return projector.skip(before, event);
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return projector.queryKeys(document);
    }

    @Override
    public Overflow overflow(String id, Document document) {
        return projector.overflow(id, document);
    }

    @Override
    public Map<String, Long> counters(Document document) {
        return projector.counters(document);
    }

    @Override
    public List<String> countedFields() {
        return projector.countedFields();
    }

    @Override
    public List<String> summaryFields() {
        return projector.summaryFields();
    }

    @Override
    public List<ViewIndex> indexes() {
        return projector.indexes();
    }
}

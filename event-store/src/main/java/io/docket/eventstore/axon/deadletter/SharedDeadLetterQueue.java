package io.docket.eventstore.axon.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.eventstore.table.SharedTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.NoSuchDeadLetterException;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/**
 * The dead letters of one processing group in a {@link SharedTable}: durable, and seen by every instance. Entries are
 * {@code <group>/<sequence>/<number>-<message id>}, so that a sequence is a range of keys in the order of its letters.
 *
 * <p>Each instance claims a sequence for itself while it processes it: process from one instance at a time.
 *
 * @param <M> kind of events
 */
public final class SharedDeadLetterQueue<M extends EventMessage<?>> implements SequencedDeadLetterQueue<M> {
    private final SharedTable table;
    private final LetterCodec<M> codec;
    private final String prefix;
    private final Limits limits;
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    /**
     * Sizes that bound a queue; one more is a {@link DeadLetterQueueOverflowException}.
     *
     * @param sequences sequences in the queue
     * @param sequenceLetters letters in one sequence
     */
    public record Limits(int sequences, int sequenceLetters) {
        /** 1,024 sequences of 256 letters. */
        public static final Limits DEFAULT = new Limits(1_024, 256);
    }

    /**
     * @param table where the letters are; may be shared by several groups
     * @param group the processing group, without {@code /}
     * @param serializer how messages become bytes
     */
    public SharedDeadLetterQueue(SharedTable table, String group, Serializer serializer, Limits limits) {
        this.table = table;
        this.codec = new LetterCodec<>(serializer);
        this.prefix = group + "/";
        this.limits = limits;
    }

    @Override
    public synchronized void enqueue(Object sequenceIdentifier, DeadLetter<? extends M> letter) {
        if (isFull(sequenceIdentifier)) {
            throw new DeadLetterQueueOverflowException(sequenceIdentifier);
        }
        String sequence = sequenceIdentifier.toString();
        NavigableMap<String, byte[]> letters = table.startingWith(prefixOf(sequence));
        long number = letters.isEmpty() ? 0 : numberOf(letters.lastKey()) + 1;
        String key = prefixOf(sequence)
                + String.format("%010d-%s", number, letter.message().getIdentifier());
        table.put(key, codec.write(sequence, letter));
    }

    @Override
    public void evict(DeadLetter<? extends M> letter) {
        queued(letter).ifPresent(queued -> table.remove(queued.key()));
    }

    @Override
    public void requeue(DeadLetter<? extends M> letter, UnaryOperator<DeadLetter<? extends M>> letterUpdater)
            throws NoSuchDeadLetterException {
        QueuedLetter<?> queued = queued(letter)
                .orElseThrow(() -> new NoSuchDeadLetterException(
                        "letter " + letter.message().getIdentifier() + " is not in the queue"));
        table.put(queued.key(), codec.write(queued.sequence(), letterUpdater.apply(letter.markTouched())));
    }

    private Optional<QueuedLetter<?>> queued(DeadLetter<? extends M> letter) {
        return letter instanceof QueuedLetter<?> queued
                        && table.get(queued.key()).isPresent()
                ? Optional.of(queued)
                : Optional.empty();
    }

    @Override
    public boolean contains(Object sequenceIdentifier) {
        return sequenceSize(sequenceIdentifier) > 0;
    }

    @Override
    public Iterable<DeadLetter<? extends M>> deadLetterSequence(Object sequenceIdentifier) {
        return letters(prefixOf(sequenceIdentifier.toString()));
    }

    private List<DeadLetter<? extends M>> letters(String range) {
        List<DeadLetter<? extends M>> letters = new ArrayList<>();
        table.startingWith(range).forEach((key, json) -> letters.add(codec.read(key, json)));
        return letters;
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends M>>> deadLetters() {
        List<Iterable<DeadLetter<? extends M>>> sequences = new ArrayList<>();
        firstKeys().keySet().forEach(sequence -> sequences.add(letters(sequence)));
        return sequences;
    }

    /** The first key of each sequence, by the prefix of the sequence. */
    private Map<String, String> firstKeys() {
        Map<String, String> first = new LinkedHashMap<>();
        table.startingWith(prefix)
                .keySet()
                .forEach(key -> first.putIfAbsent(key.substring(0, key.lastIndexOf('/') + 1), key));
        return first;
    }

    @Override
    public boolean isFull(Object sequenceIdentifier) {
        long letters = sequenceSize(sequenceIdentifier);
        return letters == 0 ? amountOfSequences() >= limits.sequences() : letters >= limits.sequenceLetters();
    }

    @Override
    public long size() {
        return table.startingWith(prefix).size();
    }

    @Override
    public long sequenceSize(Object sequenceIdentifier) {
        return table.startingWith(prefixOf(sequenceIdentifier.toString())).size();
    }

    @Override
    public long amountOfSequences() {
        return firstKeys().size();
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends M>> sequenceFilter,
            Function<DeadLetter<? extends M>, EnqueueDecision<M>> processingTask) {
        Optional<String> sequence = claim(sequenceFilter);
        try {
            return sequence.isPresent() && processAll(sequence.get(), processingTask);
        } finally {
            sequence.ifPresent(claimed::remove);
        }
    }

    /** Claims the sequence that was left alone longest. */
    private Optional<String> claim(Predicate<DeadLetter<? extends M>> sequenceFilter) {
        Instant now = GenericDeadLetter.clock.instant();
        return firstKeys().entrySet().stream()
                .filter(sequence -> !claimed.contains(sequence.getKey()))
                .flatMap(sequence -> first(sequence.getKey()).stream()
                        .filter(sequenceFilter)
                        .filter(letter -> !letter.lastTouched().isAfter(now))
                        .map(letter -> Map.entry(sequence.getKey(), letter.lastTouched())))
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .filter(claimed::add)
                .findFirst();
    }

    private Optional<DeadLetter<? extends M>> first(String sequencePrefix) {
        return Optional.ofNullable(table.startingWith(sequencePrefix).firstEntry())
                .map(entry -> codec.read(entry.getKey(), entry.getValue()));
    }

    private boolean processAll(
            String sequencePrefix, Function<DeadLetter<? extends M>, EnqueueDecision<M>> processingTask) {
        Optional<DeadLetter<? extends M>> next = first(sequencePrefix);
        while (next.isPresent()) {
            DeadLetter<? extends M> letter = next.get();
            EnqueueDecision<M> decision = processingTask.apply(letter);
            if (decision.shouldEnqueue()) {
                requeue(
                        letter,
                        touched -> decision.enqueueCause()
                                .<DeadLetter<? extends M>>map(cause ->
                                        decision.withDiagnostics(touched).withCause(cause))
                                .orElseGet(() -> decision.withDiagnostics(touched)));
                return false;
            }
            evict(letter);
            next = first(sequencePrefix);
        }
        return true;
    }

    @Override
    public void clear() {
        table.startingWith(prefix).keySet().forEach(table::remove);
    }

    private String prefixOf(String sequence) {
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(sequence.getBytes(UTF_8)) + "/";
    }

    private static long numberOf(String key) {
        String last = key.substring(key.lastIndexOf('/') + 1);
        return Long.parseLong(last.substring(0, last.indexOf('-')));
    }
}

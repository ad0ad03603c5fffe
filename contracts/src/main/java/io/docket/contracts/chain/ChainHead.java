package io.docket.contracts.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The end of a partition's chain: {@code hash(n) = SHA-256(hash(n-1) | n | digest(n))}, and hash 0 binds the names of
 * topic and partition, so that no partition passes for another.
 *
 * <p>Events that were written before the chain existed have no link and are part of it all the same: the first link
 * binds them. After it, every event has one.
 */
public final class ChainHead {
    /** Bytes that a head is stored in. */
    public static final int BYTES = Sha256.BYTES + Long.BYTES + 1;

    /** Bytes of a hash. */
    public static final int HASH_BYTES = Sha256.BYTES;

    private static final byte[] GENESIS = "docket.chain.1".getBytes(UTF_8);

    private final byte[] hash;
    private final long number;
    private final boolean linked;

    /** The hash in hex once it was asked for: the link of the next event and the check of it need the same. */
    private @Nullable String hex;

    private ChainHead(byte[] hash, long number, boolean linked) {
        this.hash = hash;
        this.number = number;
        this.linked = linked;
    }

    /** The head of a partition without events. */
    public static ChainHead genesis(String topic, int partition) {
        byte[] name = topic.getBytes(UTF_8);
        ByteBuffer form = ByteBuffer.allocate(GENESIS.length + 2 * Integer.BYTES + name.length)
                .put(GENESIS)
                .putInt(name.length)
                .put(name)
                .putInt(partition);
        return new ChainHead(Sha256.of(form.array()), 0, false);
    }

    /**
     * The head as somebody tells it.
     *
     * @param number number of events up to there
     * @param hex hash in lower case hex
     * @throws IllegalArgumentException if it is no hash or no number
     */
    public static ChainHead told(long number, String hex) {
        byte[] hash = HexFormat.of().parseHex(hex);
        ChainHead head = new ChainHead(hash, number, true);
        if (number < 0 || hash.length != HASH_BYTES || !head.hex().equals(hex)) {
            throw new IllegalArgumentException("no head of a chain: " + number + ":" + hex);
        }
        return head;
    }

    /** Number of events up to here. */
    public long number() {
        return number;
    }

    /** The hash in lower case hex. */
    public String hex() {
        String known = hex;
        if (known == null) {
            known = HexFormat.of().formatHex(hash);
            hex = known;
        }
        return known;
    }

    /** Whether an event with a link has been seen. */
    public boolean linked() {
        return linked;
    }

    /** The link for the next event. */
    public ChainLink link() {
        return ChainLink.to(this);
    }

    /** Whether an event with this link may come next. */
    public boolean accepts(ChainLink link) {
        return link.present() ? link.number() == number + 1 && hex().equals(link.prevHash()) : !linked;
    }

    /** The head after an event, whatever its link says. */
    public ChainHead after(ChainLink link, byte[] digest) {
        ByteBuffer form = ByteBuffer.allocate(2 * Sha256.BYTES + Long.BYTES)
                .put(hash)
                .putLong(number + 1)
                .put(digest);
        return new ChainHead(Sha256.of(form.array()), number + 1, linked || link.present());
    }

    /** The head after an event that is known by its digest alone. */
    public ChainHead after(byte[] digest) {
        return after(ChainLink.ABSENT, digest);
    }

    /** Writes the head in {@link #BYTES}. */
    public void write(ByteBuffer to) {
        to.put(hash).putLong(number).put((byte) (linked ? 1 : 0));
    }

    /** Reads what {@link #write} wrote. */
    public static ChainHead read(ByteBuffer from) {
        byte[] hash = new byte[Sha256.BYTES];
        from.get(hash);
        return new ChainHead(hash, from.getLong(), from.get() == 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead head
                && number == head.number
                && linked == head.linked
                && Arrays.equals(hash, head.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return number + ":" + hex();
    }
}

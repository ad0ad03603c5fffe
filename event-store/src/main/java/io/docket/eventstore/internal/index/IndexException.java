package io.docket.eventstore.internal.index;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The local index cannot be read or written; the log is not affected. */
public final class IndexException extends RuntimeException {
    private final boolean corrupt;

    IndexException(String message, RocksDBException cause) {
        super(message + ": " + cause.getMessage(), cause);
        Status status = cause.getStatus();
        this.corrupt = status != null && status.getCode() == Status.Code.Corruption;
    }

    /** True if the index has to be built again from the log. */
    public boolean corrupt() {
        return corrupt;
    }
}

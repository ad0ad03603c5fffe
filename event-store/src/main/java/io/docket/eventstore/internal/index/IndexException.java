package io.docket.eventstore.internal.index;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The local index cannot be read or written; the log is not affected. */
public final class IndexException extends RuntimeException {
    private final boolean corrupt;

    IndexException(String message, RocksDBException cause) {
        super(message + (isCorrupt(cause) ? " is corrupt: " : ": ") + cause.getMessage(), cause);
        this.corrupt = isCorrupt(cause);
    }

    /** True if the failure is one of the data, not of the disk or of the process. */
    static boolean isCorrupt(RocksDBException failure) {
        Status status = failure.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption;
    }

    /** True if the index has to be built again from the log. */
    public boolean corrupt() {
        return corrupt;
    }
}

package io.docket.command.casework.file;

import io.docket.command.casework.CaseState;
import io.docket.command.casework.Limits;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/** Decides on the files of a case. */
public final class FileDecider {
    private FileDecider() {}

    /** Decides on one more file. */
    public static List<CaseEvent> decide(CaseState state, AttachFile command, DecisionContext context) {
        state.requireNotArchived();
        if (state.files().contains(command.fileId())) {
            throw Rejection.conflict("already-attached", "file " + command.fileId() + " belongs to the case");
        }
        Limits.requireRoom(state.files().size(), Limits.MAX_FILES, "files");
        return List.of(new CaseEvent.FileAttached(
                command.fileId(), command.name(), command.contentType(), command.size(), command.sha256()));
    }

    /** Decides on one file less. */
    public static List<CaseEvent> decide(CaseState state, DetachFile command, DecisionContext context) {
        state.requireNotArchived();
        if (!state.files().contains(command.fileId())) {
            throw Rejection.unknown("unknown-file", "/fileId", "the case has no file " + command.fileId());
        }
        return List.of(new CaseEvent.FileDetached(command.fileId()));
    }
}

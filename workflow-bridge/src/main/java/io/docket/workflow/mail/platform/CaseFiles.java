package io.docket.workflow.mail.platform;

import io.docket.workflow.mail.message.Attachment;

/** The files of cases. */
@FunctionalInterface
public interface CaseFiles {
    /**
     * Returns once the file is stored and belongs to the case.
     *
     * @param sha256 SHA-256 of its bytes, lower-case hex
     * @param key names this file of this mail: the same again changes nothing
     * @throws io.docket.workflow.retry.Refused if it is not allowed
     * @throws io.docket.workflow.retry.Unavailable if it may be possible later
     */
    void attach(String caseId, Attachment file, String sha256, String key);
}

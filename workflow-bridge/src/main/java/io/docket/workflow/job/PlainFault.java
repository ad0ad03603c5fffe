package io.docket.workflow.job;

/** A fault in the bridge's own words, which hold nothing of what the job sees: they are told whatever that is. */
public interface PlainFault {}

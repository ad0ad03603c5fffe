package io.docket.workflow.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * A message for processes.
 *
 * @param id id; the engine refuses a second one of the same id while it keeps the first
 * @param name what processes wait for
 * @param correlationKey which of them it is for
 * @param timeToLive how long it waits for a process
 * @param variables what the process gets
 */
public record EngineMessage(String id, String name, String correlationKey, Duration timeToLive, ObjectNode variables) {}

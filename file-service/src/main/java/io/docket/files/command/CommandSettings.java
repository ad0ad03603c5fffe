package io.docket.files.command;

import java.net.URI;
import java.time.Duration;

/**
 * How the command service is reached.
 *
 * @param url its address, without a path
 * @param connectTimeout longest wait for a connection
 * @param timeout longest wait for an answer
 * @param maxAnswerBytes longest answer
 */
public record CommandSettings(URI url, Duration connectTimeout, Duration timeout, int maxAnswerBytes) {}

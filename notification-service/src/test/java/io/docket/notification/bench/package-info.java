/**
 * Load on live subscriptions: {@link io.docket.notification.bench.LoadGenerator} is the clients, for any server that speaks
 * one of its dialects; {@link io.docket.notification.bench.LiveBench} runs it against this service.
 */
@NullMarked
package io.docket.notification.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Load on live subscriptions: {@link io.docket.notification.bench.LoadGenerator} is the clients, for any server that speaks
 * one of its dialects; {@link io.docket.notification.bench.LiveBench} runs it against this service. Twins, with the same clients:
 * {@link io.docket.notification.bench.SocketIoTwin} of the fan-out, {@link io.docket.notification.bench.IdleTwin} of idle connections.
 */
@NullMarked
package io.docket.notification.bench;

import org.jspecify.annotations.NullMarked;

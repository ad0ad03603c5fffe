/** Instances that ask each other over gRPC; needs {@code grpc-stub} and {@code grpc-netty}. */
@NullMarked
package io.docket.eventstore.route.grpc;

import org.jspecify.annotations.NullMarked;

/** What can be started: each server's command line, environment, ports and order. */
@NullMarked
package io.docket.local.server;

import org.jspecify.annotations.NullMarked;

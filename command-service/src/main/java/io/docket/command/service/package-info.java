/** Wiring, configuration, health and metrics of the service. */
@NullMarked
package io.docket.command.service;

import org.jspecify.annotations.NullMarked;

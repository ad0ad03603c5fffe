/** Bringing the configuration of a WKS platform over: case definitions, forms, queues, processes and decisions. */
@NullMarked
package io.docket.cli.wks;

import org.jspecify.annotations.NullMarked;

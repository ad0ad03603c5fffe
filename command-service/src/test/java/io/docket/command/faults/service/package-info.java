/** The packaged service as processes of its own, and who of them owns what. */
@NullMarked
package io.docket.command.faults.service;

import org.jspecify.annotations.NullMarked;

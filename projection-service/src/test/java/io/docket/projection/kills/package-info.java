/** The service is killed over and over; then what is stored is compared with the log by code that shares nothing with it. */
@NullMarked
package io.docket.projection.kills;

import org.jspecify.annotations.NullMarked;

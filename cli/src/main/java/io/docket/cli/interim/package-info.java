/** Backup and restore of the interim data of processes. */
@NullMarked
package io.docket.cli.interim;

import org.jspecify.annotations.NullMarked;

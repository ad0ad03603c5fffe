/** What the adapter for any framework must do. */
@NullMarked
package io.docket.eventstore.adapter;

import org.jspecify.annotations.NullMarked;

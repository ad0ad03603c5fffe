/** Which events are meant: the language of live subscriptions and of automations. */
@NullMarked
package io.docket.kit.filter;

import org.jspecify.annotations.NullMarked;

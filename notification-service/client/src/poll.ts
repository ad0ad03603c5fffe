import { Backoff } from './backoff.js';
import type { Cursor, Filter, PollAnswer, Problem } from './generated/document.js';
import { DEFAULTS, type TokenProvider, type TokenReason } from './options.js';
import { LiveProblem } from './problem.js';
import type { Message } from './subscription.js';

/** How to poll. */
export interface PollOptions {
  /** Address of the long poll: `https://docket.example/api/events/poll`. */
  readonly url: string | URL;
  readonly token: TokenProvider;
  readonly filter?: Filter;
  readonly from?: 'now' | 'earliest' | Cursor;
  /** How long the server may wait for an event, in milliseconds. */
  readonly waitMs?: number;
  readonly backoff?: { readonly minMs?: number; readonly maxMs?: number };
  readonly maxRefusals?: number;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
}

/**
 * The messages of a subscription by long poll, for networks that let no websocket through. Events of one answer share
 * the cursor before them, but for the last: who goes on from it after a restart may get some of them again, and misses none.
 */
export async function* poll(options: PollOptions): AsyncGenerator<Message, void, undefined> {
  const backoff = new Backoff(options.backoff?.minMs ?? DEFAULTS.minMs, options.backoff?.maxMs ?? DEFAULTS.maxMs);
  let cursor = options.from ?? 'now';
  let resetReason: string | undefined;
  let refusals = 0;
  let reason: TokenReason = 'connecting';
  while (!options.signal?.aborted) {
    const answer = await ask(options, cursor, reason);
    reason = 'connecting';
    if (answer instanceof LiveProblem) {
      const { status } = answer.problem;
      if (status === 410 || answer.kind === 'unknown-cursor') {
        resetReason = answer.problem.detail;
        cursor = 'now';
      } else if (status === 401 && ++refusals <= (options.maxRefusals ?? DEFAULTS.maxRefusals)) {
        reason = 'refused';
        await pause(backoff.next(), options.signal);
      } else if (status === 0 || status === 429 || status >= 500) {
        await pause(backoff.next(), options.signal);
      } else {
        throw answer;
      }
      continue;
    }
    backoff.reset();
    refusals = 0;
    if (resetReason !== undefined) {
      yield { kind: 'reset', cursor: answer.cursor, reason: resetReason };
      resetReason = undefined;
    }
    for (const [index, event] of answer.events.entries()) {
      const last = index === answer.events.length - 1;
      yield { kind: 'event', cursor: last ? answer.cursor : cursor, event };
    }
    cursor = answer.cursor;
  }
}

/** One request. `now` is turned into a cursor at once, so that there is a place to go on from whatever happens. */
async function ask(options: PollOptions, cursor: string, reason: TokenReason): Promise<PollAnswer | LiveProblem> {
  const url = new URL(options.url);
  url.searchParams.set('cursor', cursor);
  url.searchParams.set('waitMs', String(cursor === 'now' ? 0 : (options.waitMs ?? 25_000)));
  url.searchParams.set('limit', String(cursor === 'now' ? 1 : 1_000));
  for (const [name, values] of Object.entries(options.filter ?? {})) {
    for (const value of [values].flat()) {
      url.searchParams.append(name, String(value));
    }
  }
  try {
    const response = await (options.fetch ?? fetch)(url, {
      headers: { Authorization: `Bearer ${await options.token(reason)}`, Accept: 'application/json' },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (response.ok) {
      return (await response.json()) as PollAnswer;
    }
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
    return new LiveProblem({
      type: 'about:blank',
      title: 'The poll was refused',
      detail: response.statusText,
      ...problem,
      status: response.status,
    });
  } catch (cause) {
    return LiveProblem.local('no-answer', 'The server does not answer', String(cause), cause);
  }
}

/** Waits, at most until the signal. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

export { connect, LiveClient, type Status } from './client.js';
export { isEvent, type DocketEvent } from './events.js';
export { poll, type PollOptions } from './poll.js';
export { LiveProblem } from './problem.js';
export type { LiveOptions, SubscribeOptions, TokenProvider, TokenReason, WebSocketConstructor, WebSocketLike } from './options.js';
export type { EventMessage, Handlers, Message, ResetMessage, Subscription } from './subscription.js';
export type * from './generated/document.js';

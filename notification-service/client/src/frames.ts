import type {
  AckFrame,
  AuthFrame,
  ErrorFrame,
  EventFrame,
  ExpiringFrame,
  PingFrame,
  PongFrame,
  ResetFrame,
  SubscribedFrame,
  SubscribeFrame,
  UnsubscribedFrame,
  UnsubscribeFrame,
  WelcomeFrame,
} from './generated/document.js';

/** The subprotocol that this client speaks. */
export const PROTOCOL = 'docket.v1';

/** The longest frame that a server takes, in characters. */
export const MAX_FRAME_CHARS = 65_536;

export type ClientFrame = AuthFrame | SubscribeFrame | UnsubscribeFrame | PingFrame | AckFrame;

export type ServerFrame =
  | WelcomeFrame
  | SubscribedFrame
  | UnsubscribedFrame
  | EventFrame
  | ResetFrame
  | ExpiringFrame
  | PongFrame
  | ErrorFrame;

/** Why a websocket was closed. */
export const CloseCode = {
  GOING_AWAY: 1001,
  LOST: 1006,
  TOO_BIG: 1009,
  INTERNAL: 1011,
  BAD_FRAMES: 4400,
  UNAUTHENTICATED: 4401,
  FORBIDDEN: 4403,
  TOO_SLOW: 4408,
} as const;

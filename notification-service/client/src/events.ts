import type { CloudEvent, EventData } from './generated/document.js';

/** An event of a known type, with its data. */
export type DocketEvent<T extends keyof EventData> = Omit<CloudEvent, 'type' | 'data'> & {
  readonly type: T;
  readonly data: EventData[T];
};

/** True if the event is of the type; its data is then typed. */
export function isEvent<T extends keyof EventData>(event: CloudEvent, type: T): event is CloudEvent & DocketEvent<T> {
  return event.type === type;
}

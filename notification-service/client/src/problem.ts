import type { Problem } from './generated/document.js';

const PREFIX = 'https://docket.io/problems/';

/** Something that went wrong, as a problem document (RFC 9457): the server's, or the client's own with status 0. */
export class LiveProblem extends Error {
  override readonly name = 'LiveProblem';
  readonly problem: Problem;
  /** The close code of the websocket, where the problem is that it was closed; 1006 if nobody closed it. */
  readonly closeCode: number | undefined;

  constructor(problem: Problem, more: { readonly cause?: unknown; readonly closeCode?: number } = {}) {
    super(`${problem.title}: ${problem.detail}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.problem = problem;
    this.closeCode = more.closeCode;
  }

  /** The last part of the problem's type: `unknown-cursor`, `unauthenticated`, … */
  get kind(): string {
    return this.problem.type.startsWith(PREFIX) ? this.problem.type.slice(PREFIX.length) : this.problem.type;
  }

  /** A problem that the client itself found. */
  static local(kind: string, title: string, detail: string, cause?: unknown): LiveProblem {
    return new LiveProblem({ type: PREFIX + kind, title, status: 0, detail }, { cause });
  }

  /** The websocket was closed. */
  static closed(kind: string, title: string, closeCode: number, reason: string): LiveProblem {
    const detail = reason === '' ? `code ${closeCode}` : `code ${closeCode}, ${reason}`;
    return new LiveProblem({ type: PREFIX + kind, title, status: 0, detail }, { closeCode });
  }
}

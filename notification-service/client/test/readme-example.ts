import { connect, isEvent, type LiveProblem } from '../src/index.js';

export async function follow(loadCases: () => Promise<void>, show: (line: string) => void): Promise<void> {
  const live = connect({ url: 'wss://docket.example/ws', token: () => sessionStorage.getItem('token') ?? '' });
  live.on('status', (status) => show(`connection: ${status}`));
  live.on('problem', (problem: LiveProblem) => show(problem.message));

  const permits = live.subscribe({ caseType: 'permit', type: ['docket.case.*', 'docket.task.*'] });
  await permits.ready; // what is loaded from here on misses nothing
  await loadCases();
  for await (const message of permits) {
    if (message.kind === 'reset') {
      await loadCases(); // events may be missing: begin anew
    } else if (isEvent(message.event, 'docket.case.moved.v1')) {
      show(`${message.event.root}: ${message.event.data.from} -> ${message.event.data.to}`);
    }
    localStorage.setItem('cursor', message.cursor); // { from: cursor } goes on here another day
  }
}

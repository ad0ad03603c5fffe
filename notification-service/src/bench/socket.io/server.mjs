// A room of Socket.IO clients over websockets alone. Says its port; for each line `<messages> <bytes> <messages a second>`
// on its input it tells everybody in the room that many messages of about that size.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Server } from 'socket.io';

const ROOM = 'bench';
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
io.on('connection', (socket) => socket.join(ROOM));
http.listen(0, '127.0.0.1', () => console.log(http.address().port));

async function tell(messages, bytes, perSecond) {
  const event = { padding: 'x'.repeat(Math.max(0, bytes - 60)) };
  const begun = performance.now();
  for (let told = 0; told < messages; told++) {
    io.to(ROOM).emit('event', { op: 'event', number: told, event });
    const due = begun + ((told + 1) * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
}

createInterface({ input: process.stdin }).on('line', (line) => tell(...line.split(' ').map(Number)));

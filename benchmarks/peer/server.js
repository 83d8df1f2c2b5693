// Rooms on socket.io: one process, WebSocket only, nothing kept. The process that started it reads
// the port from standard output and ends it by closing its standard input.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  let room;
  let name;

  socket.on('join', (joinedRoom, joinedName) => {
    room = joinedRoom;
    name = joinedName;
    socket.join(room);
    socket.emit('join', { room_id: room });
  });

  // The fields that a message of the chatroom has, so that both write about as much.
  let seq = 0;
  socket.on('msg', (text) => {
    io.to(room).emit('msg', {
      sender: name,
      text,
      ctime: new Date().toISOString(),
      event: 'user',
      room_id: room,
      id: randomUUID(),
      seq: ++seq,
      via: 'web',
    });
  });
});

http.listen(0, '127.0.0.1', 4096, () => console.log(http.address().port));
process.stdin.on('end', () => process.exit(0)).resume();

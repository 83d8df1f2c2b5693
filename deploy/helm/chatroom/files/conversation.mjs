// A real conversation with a running chatroom: signs somebody up, talks in the lobby over a socket,
// reads it back by REST. Ends with 1 where anything is not as it should be.
const base = (process.env.CHATROOM_URL ?? 'http://localhost:8000').replace(/\/$/, '');
const name = `helmtest-${Date.now().toString(36)}`;
const text = `Hello from the test of the installation, ${name}.`;
const patience = 20_000;

function fail(why) {
  console.error(why);
  process.exit(1);
}

async function call(method, path, body, token) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) fail(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

setTimeout(() => fail(`no end after ${patience} ms`), patience).unref();
const { access_token: token } = await call('POST', '/signup', {
  username: name,
  email: `${name}@example.com`,
  password: `long enough ${crypto.randomUUID()}`,
});
await call('POST', '/api/rooms/lobby/join', undefined, token);

const seq = await new Promise((resolve) => {
  const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/ws/lobby`, ['chat.v1', `bearer.${token}`]);
  let acked;
  let seen;
  socket.onerror = () => fail('the socket was refused');
  socket.onclose = (event) => fail(`the socket was closed: ${event.code} ${event.reason}`);
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.event === 'history') socket.send(JSON.stringify({ type: 'message', text, client_id: name }));
    if (frame.event === 'error') fail(`refused: ${data}`);
    if (frame.event === 'ack' && frame.client_id === name) acked = frame.seq;
    if (frame.event === 'user' && frame.text === text) seen = frame.seq;
    if (acked !== undefined && acked === seen) {
      socket.onclose = null;
      socket.close();
      resolve(acked);
    }
  };
});

const { items } = await call('GET', '/api/rooms/lobby/messages?limit=50', undefined, token);
if (!items.some((message) => message.seq === seq && message.text === text)) {
  fail(`message ${seq} is not in the history`);
}
console.log(`said, acknowledged, heard and read back as seq ${seq}`);
process.exit(0);

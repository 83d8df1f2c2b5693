// Keeps the bodies of traces that it is sent (OTLP over HTTP, protobuf), and says of which ones it has something: ids stand
// in there as they are, in sixteen bytes.
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

const bodies = [];

createServer(async (request, answer) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (request.url !== '/v1/traces') {
    answer.writeHead(404).end();
    return;
  }
  bodies.push(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
  answer.writeHead(200).end();
}).listen(4318);

createServer((request, answer) => {
  const [, id] = request.url.match(/^\/api\/traces\/([0-9a-f]{32})$/) ?? [];
  const known = id && bodies.some((body) => body.includes(Buffer.from(id, 'hex')));
  answer.writeHead(known ? 200 : 404).end();
}).listen(16686);

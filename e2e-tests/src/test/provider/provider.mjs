// An OpenAI-compatible provider in a process of its own: prints its address, ends with its input.
// A request is answered by the fault that a line of a person asks for; each fault has a room of its own.
import { LLMock } from '@copilotkit/aimock';

const mock = new LLMock({ port: 0 });

const asksFor = (word) => ({ predicate: ({ messages }) => lines(messages).some((line) => line.includes(word)) });

// Personas hear people as `Name: text`. Not only the newest counts: others may have spoken since.
function lines(messages) {
  return messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => String(content).split('\n'))
    .filter((line) => /^[\w.-]+: /.test(line));
}

const error = (status, type) => ({ status, error: { message: type, type } });

mock.addFixture({ match: asksFor('fault-429'), response: error(429, 'rate_limit_error') });
mock.addFixture({ match: asksFor('fault-500'), response: error(500, 'server_error') });
mock.addFixture({
  match: asksFor('fault-hang'),
  response: { content: 'This never comes.' },
  streamingProfile: { ttft: 120_000, tps: 1 },
});
mock.addFixture({
  match: asksFor('fault-cut'),
  response: { content: 'This reply is cut off in the middle of its first sentence by a lost connection' },
  chunkSize: 6,
  latency: 40,
  truncateAfterChunks: 4,
});
mock.addFixture({
  match: asksFor('fault-garbage'),
  response: { content: 'Never seen.' },
  chaos: { malformedRate: 1 },
});
mock.addFixture({
  match: { predicate: () => true },
  response: { content: 'Time is what the lantern measures, one small flicker after another.' },
  chunkSize: 8,
  latency: 60,
});

await mock.start();
console.log(`${mock.url}/v1`);
process.stdin.resume();
process.stdin.on('end', async () => {
  await mock.stop();
  process.exit(0);
});
